namespace WsRpc;

public sealed partial class WebSocketConnection
{
    /// <summary>Opens a connection to a WebSocket server.</summary>
    /// <param name="url">Where to, for example <c>ws://localhost:5005/chat</c>.</param>
    /// <param name="options">Subprotocols, headers, times and bounds; the defaults when <see langword="null"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">The URL is no WebSocket URL, or a header cannot be sent.</exception>
    /// <exception cref="NotSupportedException">The URL begins with <c>wss://</c>, which this version does not support.</exception>
    /// <exception cref="WebSocketConnectException">No connection: the message says where it failed.</exception>
    public static async Task<WebSocketConnection> ConnectAsync(Uri url, WebSocketConnectOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(url);
        var (connection, _) = await ClientOpening.OpenAsync(url, options ?? WebSocketConnectOptions.Default, cancellationToken).ConfigureAwait(false);
        return connection;
    }
}
