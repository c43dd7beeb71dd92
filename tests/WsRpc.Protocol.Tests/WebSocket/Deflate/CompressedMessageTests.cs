using WsRpc.Protocol.WebSocket;

namespace WsRpc.Protocol.Tests.WebSocket;

/// <summary>RFC 7692 §7.2.2, and the examples of §7.2.3.</summary>
public sealed class CompressedMessageTests
{
    private static readonly PerMessageDeflateOptions Takeover = new();
    private static readonly PerMessageDeflateOptions NoTakeover = new() { ServerContextTakeover = false, ClientContextTakeover = false };

    [Fact]
    public void Message_in_one_frame_is_decompressed() =>
        Arrival.Of(PeerFrame.Hex(0xC1, "f248cdc9c90700")).With(Takeover).Yields(Received.Text("Hello")); // §7.2.3.1

    [Fact]
    public void Fragments_are_decompressed_as_one() =>
        Arrival.Of(PeerFrame.Hex(0x41, "f248cd"), PeerFrame.Hex(0x80, "c9c90700")).With(Takeover).Yields(Received.Text("Hello")); // §7.2.3.1

    [Fact]
    public void Message_may_refer_to_the_one_before() =>
        Arrival.Of(PeerFrame.Hex(0xC1, "f248cdc9c90700"), PeerFrame.Hex(0xC1, "f200110000")).With(Takeover)
            .Yields(Received.Text("Hello"), Received.Text("Hello")); // §7.2.3.2

    [Fact]
    public void Message_must_not_refer_to_the_one_before_without_context_takeover() =>
        Arrival.Of(PeerFrame.Hex(0xC1, "f248cdc9c90700"), PeerFrame.Hex(0xC1, "f200110000")).With(NoTakeover)
            .Yields(Received.Text("Hello"), Received.Violation(1007, "RFC 7692 §7.2.2"));

    [Fact]
    public void Block_without_compression_is_taken_as_it_is() =>
        Arrival.Of(PeerFrame.Hex(0xC1, "000500faff48656c6c6f00")).With(Takeover).Yields(Received.Text("Hello")); // §7.2.3.3

    [Theory]
    [InlineData("f348cdc9c9070000")] // §7.2.3.4
    [InlineData("f348cdc9c90700")] // and without the octet that begins another block
    public void Block_marked_as_final_ends_a_message_but_not_the_next(string final) =>
        Arrival.Of(PeerFrame.Hex(0xC1, final), PeerFrame.Hex(0xC1, final), PeerFrame.Hex(0xC1, "f248cdc9c90700")).With(Takeover)
            .Yields(Received.Text("Hello"), Received.Text("Hello"), Received.Text("Hello"));

    [Fact]
    public void Blocks_may_follow_one_marked_as_final() =>
        Arrival.Of(PeerFrame.Hex(0xC1, "f348cdc9c90700" + "f248cdc9c90700")).With(Takeover).Yields(Received.Text("HelloHello"));

    [Fact]
    public void Message_may_have_several_blocks() =>
        Arrival.Of(PeerFrame.Hex(0xC1, "f248050000" + "00ffffcac9c90700")).With(Takeover).Yields(Received.Text("Hello")); // §7.2.3.5

    [Fact]
    public void Empty_message_is_one_octet() =>
        Arrival.Of(PeerFrame.Hex(0xC1, "00"), PeerFrame.Hex(0xC2, "00"), PeerFrame.Hex(0xC1, "f248cdc9c90700")).With(Takeover)
            .Yields(Received.Text(""), Received.Message(WebSocketOpcode.Binary), Received.Text("Hello")); // §7.2.3.6

    [Fact]
    public void Empty_last_fragment_completes_a_message() =>
        Arrival.Of(PeerFrame.Hex(0x42, "f248cdc9c90700"), PeerFrame.Hex(0x80, ""), PeerFrame.Hex(0xC2, "f200110000")).With(Takeover)
            .Yields(Received.Message(WebSocketOpcode.Binary, "Hello"u8.ToArray()), Received.Message(WebSocketOpcode.Binary, "Hello"u8.ToArray()));

    [Fact]
    public void Uncompressed_messages_come_in_between() =>
        Arrival.Of(PeerFrame.Hex(0xC1, "f248cdc9c90700"), PeerFrame.Text("plain"), PeerFrame.Hex(0xC1, "f200110000")).With(Takeover)
            .Yields(Received.Text("Hello"), Received.Text("plain"), Received.Text("Hello"));

    [Fact]
    public void Control_frames_come_in_between() =>
        Arrival.Of(PeerFrame.Hex(0x41, "f248cd"), PeerFrame.Ping("ping"), PeerFrame.Hex(0x80, "c9c90700"), PeerFrame.Close(1000)).With(Takeover)
            .Yields(Received.Ping("ping"u8.ToArray()), Received.Text("Hello"), Received.Close(1000));

    [Theory]
    [InlineData("f248cd")] // inside a block
    [InlineData("f248cdc9c907")] // before the end of it
    [InlineData("000500faff4865")] // inside a block without compression
    [InlineData("ffffff")] // no such type of block
    [InlineData("f248cdc9c90700ff")] // more behind the end
    [InlineData("f2001100")] // refers to what there is not
    public void Malformed_data_fails_1007(string data) =>
        Arrival.Of(PeerFrame.Hex(0xC2, data), PeerFrame.Text("more")).With(Takeover).Fails(1007, "RFC 7692 §7.2.2");

    [Fact]
    public void Malformed_data_fails_inside_the_frame() =>
        Arrival.At(WebSocketRole.Client, "c27d 0002000000").With(Takeover).FailsAtOctet(2 + 5, 1007, "RFC 7692 §7.2.2"); // the length is there, and no complement
}
