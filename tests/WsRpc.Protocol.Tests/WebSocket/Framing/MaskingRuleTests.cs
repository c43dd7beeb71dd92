using WsRpc.Protocol.WebSocket;

namespace WsRpc.Protocol.Tests.WebSocket;

/// <summary>RFC 6455 §5.1: a client masks, a server does not.</summary>
public sealed class MaskingRuleTests
{
    [Theory]
    [InlineData("81 05 48 65 6c 6c 6f")]
    [InlineData("81 00")]
    [InlineData("89 00")]
    [InlineData("8a 00")]
    [InlineData("88 02 03 e8")]
    [InlineData("81 7f 00 00 00 00 00 01 00 00")]
    public void Unmasked_client_frame_fails_1002_at_the_second_octet(string frame) =>
        Arrival.At(WebSocketRole.Server, frame).FailsAtOctet(2, 1002, "§5.1");

    [Theory]
    [InlineData("81 85 37 fa 21 3d 7f 9f 4d 51 58")]
    [InlineData("81 80 37 fa 21 3d")]
    [InlineData("89 80 37 fa 21 3d")]
    [InlineData("8a 80 37 fa 21 3d")]
    [InlineData("88 82 00 00 00 00 03 e8")]
    public void Masked_server_frame_fails_1002_at_the_second_octet(string frame) =>
        Arrival.At(WebSocketRole.Client, frame).FailsAtOctet(2, 1002, "§5.1");

    [Fact]
    public void Mask_key_of_zero_is_allowed() =>
        Arrival.At(WebSocketRole.Server, "81 85 00 00 00 00 48 65 6c 6c 6f").Yields(Received.Text("Hello"));

    [Fact]
    public void Each_frame_is_unmasked_with_its_own_key() =>
        Arrival.At(WebSocketRole.Server, "01 83 01 02 03 04 49 67 6f 80 82 ff ff ff ff 93 90").Yields(Received.Text("Hello"));
}
