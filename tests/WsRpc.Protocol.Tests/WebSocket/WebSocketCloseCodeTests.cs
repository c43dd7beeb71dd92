using WsRpc.Protocol.WebSocket;

namespace WsRpc.Protocol.Tests.WebSocket;

/// <summary>RFC 6455 §7.4.</summary>
public sealed class WebSocketCloseCodeTests
{
    [Fact]
    public void Only_registered_library_and_private_codes_may_appear_on_the_wire()
    {
        var allowed = Enumerable.Range(-1, 65_538).Where(WebSocketCloseCode.MayAppearOnWire);

        Assert.Equal([.. Enumerable.Range(1000, 4), .. Enumerable.Range(1007, 8), .. Enumerable.Range(3000, 2000)], allowed);
    }
}
