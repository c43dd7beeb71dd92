using WsRpc.Protocol.WebSocket;

namespace WsRpc.Protocol.Tests.WebSocket;

/// <summary>RFC 6455 §5.5.</summary>
public sealed class ControlFrameTests
{
    [Theory]
    [InlineData("")]
    [InlineData("48656c6c6f2c20776f726c6421")]
    [InlineData("00fffefdfcfb00ff")]
    public void Ping_and_pong_carry_any_octets(string data)
    {
        Arrival.Of(PeerFrame.Hex(0x89, data)).Yields(Received.Ping(Convert.FromHexString(data)));
        Arrival.Of(PeerFrame.Hex(0x8A, data)).Yields(Received.Pong(Convert.FromHexString(data)));
    }

    [Fact]
    public void Ping_of_125_octets_is_received()
    {
        var data = Enumerable.Repeat((byte)0xFE, 125).ToArray();
        Arrival.Of(PeerFrame.Of(0x89, data)).Yields(Received.Ping(data));
    }

    [Theory]
    [InlineData(0x88)]
    [InlineData(0x89)]
    [InlineData(0x8A)]
    public void Control_frame_of_126_octets_fails_1002_at_the_second_octet(byte first) =>
        Arrival.Of(PeerFrame.Of(first, new byte[126])).FailsAtOctet(2, 1002, "§5.5");

    [Theory]
    [InlineData(0x88)]
    [InlineData(0x89)]
    [InlineData(0x8A)]
    public void Control_frame_of_65536_octets_fails_1002_at_the_second_octet(byte first) =>
        Arrival.Of(PeerFrame.Of(first, new byte[65536])).FailsAtOctet(2, 1002, "§5.5");

    [Theory]
    [InlineData(0x08)]
    [InlineData(0x09)]
    [InlineData(0x0A)]
    public void Fragmented_control_frame_fails_1002_at_the_second_octet(byte first) =>
        Arrival.Of(PeerFrame.Of(first, 1, 2), PeerFrame.Of(0x80, 3)).FailsAtOctet(2, 1002, "§5.5");

    [Fact]
    public void Ten_pings_are_received_in_order() =>
        Arrival.Of([.. Enumerable.Range(0, 10).Select(i => PeerFrame.Ping($"payload-{i}"))])
            .Yields([.. Enumerable.Range(0, 10).Select(i => Received.Ping([.. "payload-"u8, (byte)('0' + i)]))]);

    [Fact]
    public void Unsolicited_pong_is_received() =>
        Arrival.Of(PeerFrame.Of(0x8A), PeerFrame.Of(0x8A, 1, 2), PeerFrame.Ping("p"))
            .Yields(Received.Pong(), Received.Pong(1, 2), Received.Ping((byte)'p'));

    [Fact]
    public void Control_frames_inside_a_text_are_not_part_of_it() =>
        Arrival.Of(PeerFrame.Of(0x01, 0xC3), PeerFrame.Of(0x89, 0xFF), PeerFrame.Of(0x8A, 0x80), PeerFrame.Of(0x80, 0xA4))
            .Yields(Received.Ping(0xFF), Received.Pong(0x80), Received.Text("ä"));
}
