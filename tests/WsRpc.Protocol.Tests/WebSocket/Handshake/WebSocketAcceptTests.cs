using WsRpc.Protocol.WebSocket;

namespace WsRpc.Protocol.Tests.WebSocket;

public sealed class WebSocketAcceptTests
{
    [Fact]
    public void The_example_of_the_RFC_is_computed() =>
        Assert.Equal("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", WebSocketAccept.Compute("dGhlIHNhbXBsZSBub25jZQ=="));

    [Fact]
    public void A_key_is_the_base64_of_its_nonce() => Assert.Equal("dGhlIHNhbXBsZSBub25jZQ==", ClientHandshakeRequest.EncodeKey("the sample nonce"u8));

    [Fact]
    public void A_nonce_has_16_octets()
    {
        Assert.Throws<ArgumentException>(() => ClientHandshakeRequest.EncodeKey(new byte[15]));
        Assert.Throws<ArgumentException>(() => ClientHandshakeRequest.EncodeKey(new byte[17]));
    }

    [Fact]
    public void Of_no_key_nothing_is_computed() => Assert.Throws<ArgumentException>(() => WebSocketAccept.Compute("dGhlIHNhbXBsZSBub25jZQ"));
}
