using WsRpc.Protocol.WebSocket;

namespace WsRpc.Protocol.Tests.WebSocket;

public sealed class SenderTests : IDisposable
{
    private readonly WebSocketSender _server = new(WebSocketRole.Server, maskKeys: null);
    private readonly KeySequence _keys = new();
    private readonly WebSocketSender _client;

    public SenderTests() => _client = new WebSocketSender(WebSocketRole.Client, _keys);

    public void Dispose()
    {
        _server.Dispose();
        _client.Dispose();
    }

    [Fact]
    public void Server_frame_is_not_masked()
    {
        Send(_server, "Hello"u8);
        AssertSent(_server, "81 05 48 65 6c 6c 6f");
    }

    [Fact]
    public void Client_frame_is_masked_with_a_fresh_key()
    {
        Send(_client, "Hello"u8);
        Send(_client, "Hello"u8);
        AssertSent(_client, "81 85 01 02 03 04 49 67 6f 68 6e" + "81 85 02 02 03 04 4a 67 6f 68 6d");
    }

    [Fact]
    public void Client_control_frames_are_masked_with_fresh_keys()
    {
        _client.WritePing([0, 0]);
        _client.WritePong([]);
        _client.WriteClose(1000, "");
        AssertSent(_client, "89 82 01 02 03 04 01 02" + "8a 80 02 02 03 04" + "88 82 03 02 03 04 00 ea");
        Assert.Equal(3, _keys.Taken);
    }

    [Theory]
    [InlineData(0, "82 00")]
    [InlineData(1, "82 01")]
    [InlineData(125, "82 7d")]
    [InlineData(126, "82 7e 00 7e")]
    [InlineData(127, "82 7e 00 7f")]
    [InlineData(65_535, "82 7e ff ff")]
    [InlineData(65_536, "82 7f 00 00 00 00 00 01 00 00")]
    [InlineData(65_537, "82 7f 00 00 00 00 00 01 00 01")]
    public void Header_has_the_shortest_length_and_no_gap_follows_it(int length, string header)
    {
        var payload = Enumerable.Range(0, length).Select(i => (byte)(i * 31)).ToArray();
        byte[] octets = [.. Convert.FromHexString(header.Replace(" ", "")), .. payload];

        _server.WritePing([]);
        Send(_server, payload, WebSocketOpcode.Binary);
        Assert.Equal(2 + octets.Length, _server.PendingBytes);
        Send(_server, [7], WebSocketOpcode.Binary);

        using var sent = _server.TakePending();
        Assert.Equal([0x89, 0, .. octets, 0x82, 1, 7], sent.Memory.ToArray());
    }

    [Fact]
    public void Payload_written_through_the_buffer_writer_lies_behind_the_header()
    {
        _server.BeginMessage(WebSocketOpcode.Binary);
        _server.GetSpan(1)[0] = 1;
        _server.Advance(1);
        Assert.InRange(_server.GetMemory(100_000).Length, 100_000, int.MaxValue);
        _server.GetMemory().Span[0] = 2;
        _server.Advance(1);
        _server.Write([3]);
        Assert.Equal(3, _server.MessageLength);
        _server.EndMessage();
        AssertSent(_server, "82 03 01 02 03");
    }

    [Fact]
    public void Fragments_are_continued_and_only_the_last_is_final()
    {
        _server.BeginMessage(WebSocketOpcode.Text);
        _server.Write("Hel"u8);
        _server.EndFragment();
        Assert.Equal((true, 0), (_server.InMessage, _server.MessageLength));
        _server.Write("l"u8);
        _server.EndFragment();
        _server.Write("o"u8);
        _server.EndMessage();
        Assert.False(_server.InMessage);
        Send(_server, "!"u8);
        AssertSent(_server, "01 03 48 65 6c" + "00 01 6c" + "80 01 6f" + "81 01 21");
    }

    [Fact]
    public void Message_may_end_with_an_empty_fragment()
    {
        _server.BeginMessage(WebSocketOpcode.Text);
        _server.EndFragment();
        _server.EndMessage();
        AssertSent(_server, "01 00 80 00");
    }

    [Fact]
    public void Control_frames_and_taking_are_allowed_between_fragments()
    {
        _server.BeginMessage(WebSocketOpcode.Text);
        _server.Write("a"u8);
        _server.EndFragment();
        _server.WritePing([1]);
        AssertSent(_server, "01 01 61" + "89 01 01");
        _server.WritePong([2]);
        _server.Write("b"u8);
        _server.EndMessage();
        AssertSent(_server, "8a 01 02" + "80 01 62");
    }

    [Fact]
    public void Abandoned_message_leaves_what_was_finished_before_it()
    {
        Send(_server, "kept"u8);
        _server.BeginMessage(WebSocketOpcode.Binary);
        _server.Write(new byte[100_000]);
        _server.AbandonMessage();
        Assert.Equal((6, false), (_server.PendingBytes, _server.InMessage));
        Send(_server, "next"u8);
        AssertSent(_server, "81 04 6b 65 70 74" + "81 04 6e 65 78 74");
    }

    [Fact]
    public void Abandoned_message_with_nothing_before_it_leaves_nothing()
    {
        _server.BeginMessage(WebSocketOpcode.Binary);
        _server.Write([1]);
        _server.AbandonMessage();
        AssertSent(_server, "");
    }

    [Fact]
    public void Message_with_finished_fragments_cannot_be_abandoned()
    {
        _server.BeginMessage(WebSocketOpcode.Binary);
        _server.EndFragment();
        AssertMisuse(() => _server.AbandonMessage());
        _server.Write([1]);
        AssertMisuse(() => _server.AbandonMessage());
        _server.EndMessage();
        AssertSent(_server, "02 00 80 01 01");
    }

    [Fact]
    public void Message_after_a_fragmented_one_can_be_abandoned()
    {
        _server.BeginMessage(WebSocketOpcode.Binary);
        _server.EndFragment();
        _server.EndMessage();
        _server.BeginMessage(WebSocketOpcode.Binary);
        _server.AbandonMessage();
        AssertSent(_server, "02 00 80 00");
    }

    [Fact]
    public void Calls_that_need_a_message_are_refused_outside_one()
    {
        AssertMisuse(() => _server.Write([1]));
        AssertMisuse(() => _server.GetSpan());
        AssertMisuse(() => _server.GetMemory());
        AssertMisuse(() => _server.Advance(0));
        AssertMisuse(() => _server.EndFragment());
        AssertMisuse(() => _server.EndMessage());
        AssertMisuse(() => _server.AbandonMessage());
        AssertSent(_server, "");
    }

    [Fact]
    public void Calls_that_need_a_finished_frame_are_refused_inside_one()
    {
        _server.BeginMessage(WebSocketOpcode.Text);
        AssertMisuse(() => _server.BeginMessage(WebSocketOpcode.Text));
        AssertMisuse(() => _server.WritePing([]));
        AssertMisuse(() => _server.WritePong([]));
        AssertMisuse(() => _server.WriteClose(1000, ""));
        AssertMisuse(() => _server.TakePending());
        _server.Write("a"u8);
        _server.EndMessage();
        AssertSent(_server, "81 01 61");
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Assert.Throws<ArgumentNullException>(() => new WebSocketSender(WebSocketRole.Client, null));
        Assert.Throws<ArgumentOutOfRangeException>(() => _server.BeginMessage(WebSocketOpcode.Continuation));
        Assert.Throws<ArgumentOutOfRangeException>(() => _server.BeginMessage(WebSocketOpcode.Ping));
        Assert.Throws<ArgumentException>(() => _server.WritePing(new byte[126]));
        Assert.Throws<ArgumentException>(() => _server.WritePong(new byte[126]));
        _server.BeginMessage(WebSocketOpcode.Text);
        Assert.Throws<ArgumentOutOfRangeException>(() => _server.Advance(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => _server.Advance(_server.GetMemory().Length + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => _server.GetSpan(-1));
    }

    [Fact]
    public void Taken_octets_outlive_what_is_written_next()
    {
        Send(_server, "first"u8);
        using var first = _server.TakePending();
        Assert.Equal(0, _server.PendingBytes);
        Send(_server, "other"u8);
        Assert.Equal([0x81, 5, .. "first"u8], first.Memory.ToArray());
        AssertSent(_server, "81 05 6f 74 68 65 72");
    }

    [Fact]
    public void Nothing_is_sent_after_dispose()
    {
        Send(_server, "dropped"u8);
        _server.BeginMessage(WebSocketOpcode.Text);
        _server.Dispose();
        _server.Dispose();
        Assert.False(_server.InMessage);
        AssertSent(_server, "");
        Assert.Throws<ObjectDisposedException>(() => _server.BeginMessage(WebSocketOpcode.Text));
        Assert.Throws<ObjectDisposedException>(() => _server.WritePing([]));
    }

    private static void Send(WebSocketSender sender, ReadOnlySpan<byte> payload, WebSocketOpcode opcode = WebSocketOpcode.Text)
    {
        sender.BeginMessage(opcode);
        sender.Write(payload);
        sender.EndMessage();
    }

    private static void AssertSent(WebSocketSender sender, string hex)
    {
        using var sent = sender.TakePending();
        Assert.Equal(hex.Replace(" ", ""), Convert.ToHexStringLower(sent.Memory.Span));
    }

    private static void AssertMisuse(Action call) => Assert.IsType<InvalidOperationException>(Record.Exception(call));
}
