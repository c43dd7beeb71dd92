using WsRpc.Protocol.WebSocket;

namespace WsRpc.Protocol.Tests.WebSocket;

/// <summary>RFC 6455 §5.2 and the examples of §5.7.</summary>
public sealed class BaseFramingTests
{
    [Fact]
    public void Unmasked_text_of_the_RFC_example_arrives_at_a_client() =>
        Arrival.At(WebSocketRole.Client, "81 05 48 65 6c 6c 6f").Yields(Received.Text("Hello"));

    [Fact]
    public void Masked_text_of_the_RFC_example_arrives_at_a_server() =>
        Arrival.At(WebSocketRole.Server, "81 85 37 fa 21 3d 7f 9f 4d 51 58").Yields(Received.Text("Hello"));

    [Fact]
    public void Fragmented_text_of_the_RFC_example_arrives_joined() =>
        Arrival.At(WebSocketRole.Client, "01 03 48 65 6c 80 02 6c 6f").Yields(Received.Text("Hello"));

    [Fact]
    public void Ping_and_masked_pong_of_the_RFC_example_arrive()
    {
        Arrival.At(WebSocketRole.Client, "89 05 48 65 6c 6c 6f").Yields(Received.Ping("Hello"u8.ToArray()));
        Arrival.At(WebSocketRole.Server, "8a 85 37 fa 21 3d 7f 9f 4d 51 58").Yields(Received.Pong("Hello"u8.ToArray()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(65535)]
    [InlineData(65536)]
    public void Messages_of_every_length_encoding_arrive(int length)
    {
        var text = Enumerable.Repeat((byte)'*', length).ToArray();
        var binary = Enumerable.Range(0, length).Select(i => (byte)(i * 31)).ToArray();

        Arrival.Of(PeerFrame.Of(0x81, text)).Yields(Received.Message(WebSocketOpcode.Text, text));
        Arrival.Of(PeerFrame.Of(0x82, binary)).Yields(Received.Message(WebSocketOpcode.Binary, binary));
    }

    [Theory]
    [InlineData("82 7e 00 00")]
    [InlineData("82 7e 00 7d")]
    [InlineData("82 7f 00 00 00 00 00 00 00 00")]
    [InlineData("82 7f 00 00 00 00 00 00 00 7d")]
    [InlineData("82 7f 00 00 00 00 00 00 00 7e")]
    [InlineData("82 7f 00 00 00 00 00 00 ff ff")]
    public void Length_not_in_the_fewest_octets_fails_1002(string header) =>
        Arrival.At(WebSocketRole.Client, header).Fails(1002, "§5.2");

    [Theory]
    [InlineData("82 7f 80 00 00 00 00 00 00 00")]
    [InlineData("82 7f ff ff ff ff ff ff ff ff")]
    [InlineData("82 7f 80 00 00 00 00 01 00 00")]
    public void Length_with_the_top_bit_set_fails_1002(string header) =>
        Arrival.At(WebSocketRole.Client, header).Fails(1002, "§5.2");

    [Theory]
    [InlineData(0x91)]
    [InlineData(0xA1)]
    [InlineData(0xB1)]
    [InlineData(0xC1)]
    [InlineData(0xD2)]
    [InlineData(0xE9)]
    [InlineData(0xF8)]
    [InlineData(0x40)]
    public void Reserved_bit_fails_1002_at_the_second_octet(byte first) =>
        Arrival.Of(PeerFrame.Of(first, 1, 2, 3)).FailsAtOctet(2, 1002, "§5.2");

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(15)]
    public void Reserved_opcode_fails_1002_at_the_second_octet(byte opcode)
    {
        Arrival.Of(PeerFrame.Of((byte)(0x80 | opcode))).FailsAtOctet(2, 1002, "§5.2");
        Arrival.Of(PeerFrame.Of((byte)(0x80 | opcode), 1, 2, 3)).FailsAtOctet(2, 1002, "§5.2");
    }

    [Fact]
    public void What_came_before_a_bad_frame_is_received_and_nothing_after_it() =>
        Arrival.Of(PeerFrame.Text("good"), PeerFrame.Of(0xA1, 1), PeerFrame.Ping("late"))
            .Yields(Received.Text("good"), Received.Violation(1002, "§5.2"));
}
