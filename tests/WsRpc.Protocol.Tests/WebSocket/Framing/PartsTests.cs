using System.Text;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Protocol.Tests.WebSocket;

/// <summary>Messages in parts. That they hold the same octets as whole ones, however those are split, every other test shows through <see cref="Arrival"/>.</summary>
public sealed class PartsTests
{
    private static readonly WebSocketLimits Ten = new() { MaxMessageBytes = 10, MaxFragments = 2 };

    [Fact]
    public void What_has_come_of_a_frame_is_handed_out_at_once()
    {
        using var receiver = new WebSocketReceiver(WebSocketRole.Client, Ten);
        Assert.Equal([Part("abc")], Feed(receiver, [0x82, 6, (byte)'a', (byte)'b', (byte)'c']));
        Assert.Equal(3, receiver.BytesWanted);
        Assert.Equal([Part("def", ends: true)], Feed(receiver, "def"u8.ToArray()));
    }

    [Fact]
    public void Message_limits_do_not_concern_parts()
    {
        using var receiver = new WebSocketReceiver(WebSocketRole.Client, Ten);
        byte[] fragment = [.. "\x02\x08"u8, .. "01234567"u8];
        byte[] continuation = [.. "\x00\x08"u8, .. "01234567"u8];
        Assert.Equal([Part("01234567")], Feed(receiver, fragment));
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal([Part("01234567")], Feed(receiver, continuation));
        }

        Assert.Equal([Part("", ends: true)], Feed(receiver, [0x80, 0]));
    }

    [Fact]
    public void Frame_of_the_largest_length_takes_no_memory()
    {
        using var receiver = new WebSocketReceiver(WebSocketRole.Client, WebSocketLimits.Default);
        Assert.Empty(Feed(receiver, [0x82, 0x7F, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]));
        Assert.Equal(int.MaxValue, receiver.BytesWanted);
        var piece = new byte[64 * 1024];
        var before = GC.GetAllocatedBytesForCurrentThread();
        var whole = 0;
        for (var i = 0; i < 100; i++)
        {
            if (receiver.TryReceivePart(piece, out var consumed, out var part) && consumed == piece.Length && part.Payload.Length == consumed && !part.EndsMessage)
            {
                whole++;
            }
        }

        Assert.Equal(100, whole);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4096);
    }

    [Fact]
    public void Compressed_message_a_thousand_times_its_size_comes_in_small_parts()
    {
        var deflate = new PerMessageDeflate(new(), ZlibProvider.Instance);
        using var sender = new WebSocketSender(WebSocketRole.Server, null, deflate);
        sender.BeginMessage(WebSocketOpcode.Binary, 8_000_000);
        sender.Write(new byte[8_000_000]);
        sender.EndMessage();
        using var sent = sender.TakePending();
        Assert.InRange(sent.Memory.Length, 1, 40_000);

        using var receiver = new WebSocketReceiver(WebSocketRole.Client, Ten, deflate);
        var input = sent.Memory.ToArray();
        int start = 0, total = 0;
        var ended = false;
        while (receiver.TryReceivePart(input.AsMemory(start), out var consumed, out var part))
        {
            Assert.False(ended);
            Assert.InRange(part.Payload.Length, 0, 16 * 1024);
            start += consumed;
            total += part.Payload.Length;
            ended = part.EndsMessage;
        }

        Assert.Equal((8_000_000, true), (total, ended));
    }

    [Fact]
    public void Text_is_judged_where_it_turns_bad()
    {
        using var receiver = new WebSocketReceiver(WebSocketRole.Client, WebSocketLimits.Default);
        Assert.Equal([Part("good ", WebSocketOpcode.Text)], Feed(receiver, [0x81, 100, .. "good "u8]));
        Assert.Equal([Received.Violation(1007, "§8.1")], Feed(receiver, [0xFF]));
    }

    [Fact]
    public void Code_point_may_be_split_but_not_left_open()
    {
        using var receiver = new WebSocketReceiver(WebSocketRole.Client, WebSocketLimits.Default);
        Assert.Equal(["e2"], Feed(receiver, [0x01, 1, 0xE2]).Select(part => part.Payload));
        Assert.Equal(["82ac"], Feed(receiver, [0x00, 2, 0x82, 0xAC]).Select(part => part.Payload));
        Assert.Equal(["e2"], Feed(receiver, [0x00, 1, 0xE2]).Select(part => part.Payload));
        Assert.Equal([Received.Violation(1007, "§8.1")], Feed(receiver, [0x80, 0]));
    }

    [Fact]
    public void Ways_of_receiving_alternate_between_messages_but_not_inside_one()
    {
        using var receiver = new WebSocketReceiver(WebSocketRole.Client, WebSocketLimits.Default);
        Assert.Equal([Part("a", ends: true)], Feed(receiver, [0x82, 1, (byte)'a']));
        Assert.True(receiver.TryReceive(new byte[] { 0x82, 1, 7 }, out _, out var whole));
        Assert.Equal((WebSocketEventKind.Message, true), (whole.Kind, whole.EndsMessage));

        Assert.Equal([Part("b")], Feed(receiver, [0x02, 1, (byte)'b']));
        Assert.Throws<InvalidOperationException>(() => receiver.TryReceive(new byte[] { 0x80, 0 }, out _, out _));
        Assert.Equal([Part("", ends: true)], Feed(receiver, [0x80, 0]));

        Assert.False(receiver.TryReceive(new byte[] { 0x02, 1, 7 }, out _, out _));
        Assert.Throws<InvalidOperationException>(() => receiver.TryReceivePart(new byte[] { 0x80, 0 }, out _, out _));
    }

    private static Received Part(string payload, WebSocketOpcode type = WebSocketOpcode.Binary, bool ends = false) =>
        Received.Message(type, Encoding.UTF8.GetBytes(payload)) with { Kind = WebSocketEventKind.MessagePart, EndsMessage = ends };

    private static List<Received> Feed(WebSocketReceiver receiver, byte[] octets)
    {
        var events = new List<Received>();
        var start = 0;
        int consumed;
        while (receiver.TryReceivePart(octets.AsMemory(start), out consumed, out var received))
        {
            events.Add(Received.Copy(received));
            start += consumed;
        }

        return events;
    }
}
