using WsRpc.Protocol.WebSocket;

namespace WsRpc.Protocol.Tests.WebSocket;

/// <summary>RFC 7692 §7.2.1.</summary>
public sealed class CompressedSendingTests
{
    private static readonly PerMessageDeflateOptions Always = new() { MinMessageBytes = 0 };

    [Fact]
    public void Message_is_compressed_without_its_tail() => Sends(Always, sender => Send(sender, "Hello"), "c107 f248cdc9c90700"); // §7.2.3.1

    [Fact]
    public void Message_refers_to_the_one_before() =>
        Sends(Always with { Level = 6 }, sender => { Send(sender, "Hello"); Send(sender, "Hello"); }, "c107 f248cdc9c90700 c105 f200110000"); // §7.2.3.2

    [Fact]
    public void Message_refers_to_none_before_without_context_takeover() =>
        Sends(Always with { ServerContextTakeover = false, Level = 6 }, sender => { Send(sender, "Hello"); Send(sender, "Hello"); }, "c107 f248cdc9c90700 c107 f248cdc9c90700");

    [Fact]
    public void Context_takeover_of_the_other_end_is_its_own() =>
        Sends(Always with { ClientContextTakeover = false, Level = 6 }, sender => { Send(sender, "Hello"); Send(sender, "Hello"); }, "c107 f248cdc9c90700 c105 f200110000");

    [Fact]
    public void Message_is_masked_after_it_was_compressed() =>
        Sends(Always, sender => Send(sender, "Hello"), "c187 01020304 f34acecdc80503", WebSocketRole.Client);

    [Fact]
    public void Empty_message_is_one_octet() =>
        Sends(Always, sender => { Send(sender, ""); Send(sender, ""); Send(sender, "Hello"); }, "c101 00 c101 00 c107 f248cdc9c90700"); // §7.2.3.6

    [Fact]
    public void Short_message_is_not_compressed() =>
        Sends(Always with { MinMessageBytes = 6 }, sender => { Send(sender, "Hello"); Send(sender, "Hello!"); }, "8105 48656c6c6f c108 f248cdc9c95704 00");

    [Fact]
    public void Message_that_must_not_be_compressed_is_not_and_leaves_no_trace() =>
        Sends(Always, sender => { Send(sender, "Hello", compress: false); Send(sender, "Hello"); }, "8105 48656c6c6f c107 f248cdc9c90700");

    [Fact]
    public void Message_taken_back_leaves_no_trace() =>
        Sends(
            Always,
            sender =>
            {
                sender.BeginMessage(WebSocketOpcode.Text);
                sender.Write("Hello"u8);
                sender.AbandonMessage();
                Send(sender, "Hello");
            },
            "c107 f248cdc9c90700");

    [Fact]
    public void Fragments_can_be_read_as_they_come_and_only_the_first_has_the_bit() =>
        Sends(
            Always with { MinMessageBytes = 1000 },
            sender =>
            {
                sender.BeginMessage(WebSocketOpcode.Text);
                sender.Write("Hel"u8);
                sender.EndFragment();
                sender.WritePing("p"u8);
                sender.Write("lo"u8);
                sender.EndMessage();
            },
            "4109 f248cd0100 0000ffff 8901 70 8004 cac90700");

    [Fact]
    public void Empty_last_fragment_is_an_empty_block() =>
        Sends(
            Always,
            sender =>
            {
                sender.BeginMessage(WebSocketOpcode.Binary);
                sender.Write("Hello"u8);
                sender.EndFragment();
                sender.EndMessage();
                Send(sender, "", WebSocketOpcode.Binary);
            },
            "420b f248cdc9c907000000ffff 8001 00 c201 00");

    [Fact]
    public void Payload_that_does_not_compress_is_sent_compressed_all_the_same()
    {
        var payload = new byte[100_000];
        new Random(1).NextBytes(payload);
        using var sender = new WebSocketSender(WebSocketRole.Server, null, new PerMessageDeflate(Always, ZlibProvider.Instance));
        Send(sender, payload, WebSocketOpcode.Binary);
        using var sent = sender.TakePending();
        Arrival.At(WebSocketRole.Client, sent.Memory.ToArray()).With(Always).Yields(Received.Message(WebSocketOpcode.Binary, payload));
    }

    [Fact]
    public void Client_that_was_told_to_use_8_bits_compresses_nothing()
    {
        var headers = new HttpHeaders([new("Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits=8")]);
        Assert.True(PerMessageDeflate.TryConfirm(headers, Always, ZlibProvider.Instance, out var agreed));
        using var sender = new WebSocketSender(WebSocketRole.Client, new KeySequence(), agreed);
        Assert.False(sender.WouldCompress(1000));
    }

    private static void Send(WebSocketSender sender, string text, WebSocketOpcode type = WebSocketOpcode.Text, bool compress = true) =>
        Send(sender, System.Text.Encoding.UTF8.GetBytes(text), type, compress);

    private static void Send(WebSocketSender sender, byte[] payload, WebSocketOpcode type, bool compress = true)
    {
        sender.BeginMessage(type, payload.Length, compress);
        sender.Write(payload);
        sender.EndMessage();
    }

    private static void Sends(PerMessageDeflateOptions options, Action<WebSocketSender> send, string hex, WebSocketRole role = WebSocketRole.Server)
    {
        using var sender = new WebSocketSender(role, new KeySequence(), new PerMessageDeflate(options, ZlibProvider.Instance));
        send(sender);
        using var sent = sender.TakePending();
        Assert.Equal(hex.Replace(" ", ""), Convert.ToHexStringLower(sent.Memory.Span));
    }
}
