using System.Net;
using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>The client's end of a connection: it adds dialing to <see cref="RpcConnection"/>.</summary>
public sealed class WsRpcClient : RpcConnection
{
    private WsRpcClient(RpcSettings settings, RpcHandshake handshake, EndPoint? remoteEndPoint)
        : base(settings, handshake, remoteEndPoint)
    {
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
    /// <exception cref="ArgumentException">The URL is no WebSocket URL, or a header cannot be sent.</exception>
    /// <exception cref="UriFormatException">The text is no URL.</exception>
    /// <exception cref="RpcConnectFailedException">No connection: the message says where it failed.</exception>
    public static async Task<WsRpcClient> ConnectAsync(Uri url, Action<WsRpcClientOptions>? configure = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(url);
        var options = new WsRpcClientOptions();
        configure?.Invoke(options);
        var settings = new RpcSettings(options);
        var connectOptions = new WebSocketConnectOptions
        {
            // In this order: some servers take the first offer unread, and plain JSON-RPC is what they know.
            Subprotocols = [RpcSession.PlainSubprotocol, RpcSession.ExtendedSubprotocol],
            Origin = options.Origin,
            Headers = [.. options.Headers.Select(header => new HttpHeader(header.Key, header.Value))],
            Cookies = options.Cookies,
            Tls = options.Tls,
            Proxy = options.Proxy,
            ConnectTimeout = options.ConnectTimeout,
            HandshakeTimeout = options.HandshakeTimeout,
            ResolveHost = options.ResolveHost,
            Connection = settings.Connection,
        };

        WebSocketConnection connection;
        HttpResponseHead response;
        try
        {
            (connection, response) = await ClientOpening.OpenAsync(url, connectOptions, cancellationToken).ConfigureAwait(false);
        }
        catch (WebSocketConnectException exception)
        {
            throw new RpcConnectFailedException(exception.Message, exception);
        }

        var client = new WsRpcClient(settings, RpcHandshake.Of(url, response, connection.Subprotocol), connection.RemoteEndPoint);
        await client.OpenOrAbortAsync(connection, options.Services.Services, cancellationToken).ConfigureAwait(false);
        return client;
    }

    /// <summary>A client over a connection that stands already.</summary>
    internal static async Task<WsRpcClient> AttachAsync(WebSocketConnection connection, WsRpcClientOptions options)
    {
        var settings = new RpcSettings(options);
        var client = new WsRpcClient(settings, RpcHandshake.None(connection.Subprotocol), connection.RemoteEndPoint);
        await client.OpenOrAbortAsync(connection, options.Services.Services).ConfigureAwait(false);
        return client;
    }
}
