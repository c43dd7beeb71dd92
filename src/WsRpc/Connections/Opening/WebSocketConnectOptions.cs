using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>How a WebSocket connection is opened by a client.</summary>
public sealed record WebSocketConnectOptions
{
    /// <summary>The subprotocols offered, the dearest first.</summary>
    public IReadOnlyList<string> Subprotocols { get; init; } = [];

    /// <summary>The <c>Origin</c> header, which browsers send and other clients usually do not.</summary>
    public string? Origin { get; init; }

    /// <summary>Further header fields of the request.</summary>
    public IReadOnlyList<HttpHeader> Headers { get; init; } = [];

    /// <summary>How long dialing and the opening handshake may take together. Default: 15 seconds.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Bounds of the response's head.</summary>
    public HandshakeLimits HandshakeLimits { get; init; } = HandshakeLimits.Default;

    /// <summary>Bounds and times of the connection.</summary>
    public WebSocketConnectionOptions Connection { get; init; } = WebSocketConnectionOptions.Default;

    internal static WebSocketConnectOptions Default { get; } = new();
}
