using WsRpc.Protocol.WebSocket;

namespace WsRpc.Protocol.Tests.WebSocket;

/// <summary>RSV1 says that a message is compressed (RFC 7692 §6).</summary>
public sealed class CompressionBitTests
{
    private static readonly PerMessageDeflateOptions Agreed = new();

    [Theory]
    [InlineData(0xC9)] // Ping
    [InlineData(0xCA)] // Pong
    [InlineData(0xC8)] // Close
    [InlineData(0xC0)] // continuation
    public void Bit_on_a_frame_that_begins_no_message_fails_1002(byte first) =>
        Arrival.Of(PeerFrame.Hex(0x41, "f248cd"), PeerFrame.Hex(first, "03e8")).With(Agreed).Fails(1002, "RFC 7692 §6.1");

    [Fact]
    public void Bit_on_a_control_frame_fails_at_its_second_octet() =>
        Arrival.At(WebSocketRole.Client, "c900").With(Agreed).FailsAtOctet(2, 1002, "RFC 7692 §6.1");

    [Theory]
    [InlineData(0xA1)]
    [InlineData(0x91)]
    [InlineData(0xE1)]
    [InlineData(0xF2)]
    [InlineData(0xB9)]
    public void Other_reserved_bits_fail_1002(byte first) =>
        Arrival.Of(PeerFrame.Hex(first, "f248cdc9c90700")).With(Agreed).Fails(1002, "§5.2");

    [Theory]
    [InlineData(0xC1)]
    [InlineData(0xC2)]
    [InlineData(0xC9)]
    public void Bit_fails_1002_where_nothing_was_agreed(byte first) =>
        Arrival.Of(PeerFrame.Hex(first, "f248cdc9c90700")).Fails(1002, "§5.2");

    [Fact]
    public void New_compressed_message_inside_a_fragmented_one_fails_1002() =>
        Arrival.Of(PeerFrame.Hex(0x41, "f248cd"), PeerFrame.Hex(0xC1, "c9c90700")).With(Agreed).Fails(1002, "§5.4");
}
