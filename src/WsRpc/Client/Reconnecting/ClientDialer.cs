using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>Makes connections to one server, an attempt at a time, each with a token of its own.</summary>
internal sealed class ClientDialer
{
    private readonly Uri _url;
    private readonly WebSocketConnectOptions _options;
    private readonly Func<CancellationToken, ValueTask<string?>>? _bearerToken;

    public ClientDialer(Uri url, WsRpcClientOptions options, RpcSettings settings)
    {
        _url = url;
        _bearerToken = options.BearerToken;
        _options = new WebSocketConnectOptions
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
    }

    public TimeSpan HandshakeTimeout => _options.HandshakeTimeout;

    /// <exception cref="RpcConnectFailedException">No connection.</exception>
    public async Task<(WebSocketConnection Connection, RpcHandshake Handshake)> DialAsync(CancellationToken cancellationToken)
    {
        var options = _bearerToken is null ? _options : _options with { Headers = [.. _options.Headers, .. await AuthorizationAsync(cancellationToken).ConfigureAwait(false)] };
        try
        {
            var (connection, response) = await ClientOpening.OpenAsync(_url, options, cancellationToken).ConfigureAwait(false);
            return (connection, RpcHandshake.Of(_url, response, connection.Subprotocol));
        }
        catch (WebSocketConnectException exception)
        {
            throw new RpcConnectFailedException(exception.Message, exception) { StatusCode = exception.StatusCode };
        }
    }

    private async Task<HttpHeader[]> AuthorizationAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Whoever closes does not wait for foreign code that heeds no token.
            var token = await _bearerToken!(cancellationToken).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
            return token is null ? [] : [new HttpHeader("Authorization", $"Bearer {token}")];
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RpcConnectFailedException($"{_url.GetLeftPart(UriPartial.Path)}: {nameof(WsRpcClientOptions.BearerToken)} has failed: {exception.Message}", exception);
        }
    }
}
