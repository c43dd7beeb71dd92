using WsRpc.Protocol.WebSocket;

namespace WsRpc.Interop.Tests;

/// <summary>Our client.</summary>
internal static class Dialing
{
    /// <summary>Opens a connection whose server has the choice between two subprotocols, of which all peers here take the second.</summary>
    public static Task<WebSocketConnection> ConnectAsync(Uri url, PerMessageDeflateOptions? compression, TestCertificate? trusted = null, TimeSpan? keepAlive = null) =>
        WebSocketConnection.ConnectAsync(url, new()
        {
            Subprotocols = ["first", "second"],
            Proxy = null,
            Tls = trusted?.Trusted,
            Connection = new() { Compression = compression, KeepAliveInterval = keepAlive ?? Timeout.InfiniteTimeSpan },
        }).Within();
}
