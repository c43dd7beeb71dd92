namespace WsRpc;

public sealed partial class WebSocketConnection
{
    /// <summary>Opens a connection to a WebSocket server.</summary>
    /// <param name="url">
    /// Where to, for example <c>wss://example.com/chat</c>. <c>http://</c> and <c>https://</c> are taken as <c>ws://</c> and <c>wss://</c>; a user name and a
    /// password in it are sent as Basic <c>Authorization</c>, unless <see cref="WebSocketConnectOptions.Headers"/> has one.
    /// </param>
    /// <param name="options">Subprotocols, headers, times and bounds; the defaults when <see langword="null"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">The URL is no WebSocket URL, or a header cannot be sent.</exception>
    /// <exception cref="WebSocketConnectException">No connection: the message says where it failed.</exception>
    public static async Task<WebSocketConnection> ConnectAsync(Uri url, WebSocketConnectOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(url);
        var (connection, _) = await ClientOpening.OpenAsync(url, options ?? new WebSocketConnectOptions(), cancellationToken).ConfigureAwait(false);
        return connection;
    }

    /// <summary>Opens a connection as the server, with a client that has connected by any means: reads its opening request, and accepts or refuses it.</summary>
    /// <param name="stream">The octets both ways, from the first one on. The connection disposes it; if none comes about, so does this call.</param>
    /// <param name="options">Who may come in, subprotocols, times and bounds; the defaults when <see langword="null"/>: any path, no page of another origin.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="WebSocketAcceptException">
    /// No connection: the request was refused, by the protocol or by <see cref="WebSocketAcceptOptions.Check"/>, and answered so; or the client went
    /// away or took longer than <see cref="WebSocketAcceptOptions.HandshakeTimeout"/>.
    /// </exception>
    /// <exception cref="ArgumentException">A header field of the options cannot be sent, or an entry of <see cref="WebSocketAcceptOptions.AllowedOrigins"/> is no origin.</exception>
    public static Task<WebSocketConnection> AcceptAsync(Stream stream, WebSocketAcceptOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return RawReception.AcceptAsync(stream, options ?? WebSocketAcceptOptions.Default, cancellationToken);
    }
}
