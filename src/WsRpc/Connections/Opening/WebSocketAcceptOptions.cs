using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>How a WebSocket connection is opened by a server: <see cref="WebSocketConnection.AcceptAsync"/>.</summary>
public sealed record WebSocketAcceptOptions
{
    /// <summary>The subprotocols this end speaks, the dearest first: the first of them that was offered is agreed on, none if none was.</summary>
    public IReadOnlyList<string> Subprotocols { get; init; } = [];

    /// <summary>
    /// The origins, beside the server's own, whose pages may connect: <c>https://app.example.com</c>; <c>*</c> admits every page, for instance
    /// because <see cref="Check"/> looks at the origin itself. Others are refused with 403. Clients that are no browsers send no <c>Origin</c> header
    /// and are not concerned. Default: none.
    /// </summary>
    public IReadOnlyCollection<string> AllowedOrigins { get; init; } = [];

    /// <summary>
    /// Looks at a valid request (path, query, header fields, origin, subprotocols offered) and answers <see langword="null"/> to accept it, or
    /// what to refuse it with: <c>new HandshakeRejection(404, "Nothing here.")</c>. Called once, after the origin was checked, within
    /// <see cref="HandshakeTimeout"/>, which cancels the token. What it throws, <see cref="WebSocketConnection.AcceptAsync"/> throws.
    /// </summary>
    public Func<UpgradeRequest, CancellationToken, ValueTask<HandshakeRejection?>>? Check { get; init; }

    /// <summary>Further header fields of the response that accepts.</summary>
    public IReadOnlyList<HttpHeader> Headers { get; init; } = [];

    /// <summary>How long the opening handshake may take, <see cref="Check"/> included. Default: 10 seconds.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Bounds of the request's head.</summary>
    public HandshakeLimits HandshakeLimits { get; init; } = HandshakeLimits.Default;

    /// <summary>Bounds and times of the connection.</summary>
    public WebSocketConnectionOptions Connection { get; init; } = WebSocketConnectionOptions.Default;

    internal static WebSocketAcceptOptions Default { get; } = new();
}
