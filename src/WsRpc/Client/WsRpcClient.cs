namespace WsRpc;

/// <summary>
/// The client's end of a connection: it adds dialing to <see cref="RpcConnection"/>, and with <see cref="WsRpcClientOptions.Reconnect"/> dialing again. Then it stands for all its connections to the
/// server, one after the other: proxies, services, <see cref="RpcConnection.Items"/>, <see cref="RpcConnection.Counters"/> and <see cref="RpcConnection.Id"/> stay, and what tells of the peer is that of
/// the last connection.
/// </summary>
public sealed partial class WsRpcClient : RpcConnection
{
    private WsRpcClient(WsRpcClientOptions options, RpcSettings settings, RpcHandshake handshake)
        : base(settings, handshake, remoteEndPoint: null)
    {
        _states = new ClientStates(this, settings);
        if (options.OnStateChanged is { } onStateChanged)
        {
            StateChanged += (_, change) => onStateChanged(change);
        }
    }

    /// <inheritdoc cref="ConnectAsync(Uri, Action{WsRpcClientOptions}, CancellationToken)"/>
    public static Task<WsRpcClient> ConnectAsync(string url, Action<WsRpcClientOptions>? configure = null, CancellationToken cancellationToken = default) =>
        ConnectAsync(new Uri(url), configure, cancellationToken);

    /// <summary>Connects to a server, WsRpc's or any other that speaks JSON-RPC 2.0 over a WebSocket.</summary>
    /// <param name="url">
    /// Where to, for example <c>wss://example.com/rpc</c>. <c>http://</c> and <c>https://</c> are taken as <c>ws://</c> and <c>wss://</c>; a user name and a
    /// password in it are sent as Basic <c>Authorization</c>, unless <see cref="WsRpcClientOptions.Headers"/> has one.
    /// </param>
    /// <param name="configure">Sets options and adds the services that the server may call.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">The URL is no WebSocket URL, a header cannot be sent, or options contradict each other.</exception>
    /// <exception cref="UriFormatException">The text is no URL.</exception>
    /// <exception cref="RpcConnectFailedException">
    /// No connection: the message says where it failed. Where <see cref="RpcReconnect.FirstConnect"/> is set, this is how the last attempt failed.
    /// </exception>
    public static async Task<WsRpcClient> ConnectAsync(Uri url, Action<WsRpcClientOptions>? configure = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(url);
        var options = new WsRpcClientOptions();
        configure?.Invoke(options);
        var settings = new RpcSettings(options);
        var client = new WsRpcClient(options, settings, RpcHandshake.None(subprotocol: null));
        var dialer = new ClientDialer(url, options, settings);
        var (connection, handshake) = await client.DialFirstAsync(dialer, options, cancellationToken).ConfigureAwait(false);
        client.Meet(connection, handshake);
        if (options.Reconnect.IsOn)
        {
            client._reconnection = new Reconnection(client, dialer, options.Reconnect, settings, client._states, options.Random);
        }

        if (await client.OpenOrAbortAsync(connection, options.Services.Services, cancellationToken).ConfigureAwait(false))
        {
            client.StayConnected();
        }

        return client;
    }

    /// <summary>A client over a connection that stands already, and cannot be made again.</summary>
    internal static async Task<WsRpcClient> AttachAsync(WebSocketConnection connection, WsRpcClientOptions options)
    {
        var client = new WsRpcClient(options, new RpcSettings(options), RpcHandshake.None(connection.Subprotocol));
        client.Meet(connection, client.Handshake);
        await client.OpenOrAbortAsync(connection, options.Services.Services).ConfigureAwait(false);
        return client;
    }
}
