using System.Net.Sockets;

namespace WsRpc;

/// <summary>The way to a server that carries the opening handshake: name, TCP, proxy, TLS.</summary>
internal static class ClientDialing
{
    /// <exception cref="SocketException">There is no such host.</exception>
    /// <exception cref="IOException">Something does not answer, or refuses; the message says what.</exception>
    public static async Task<Stream> DialAsync(WebSocketUrl url, WebSocketConnectOptions options, CancellationToken cancellationToken)
    {
        var proxy = ProxyTunnel.Find(options.Proxy, url.Url);
        var stream = await ReachAsync(proxy, url, options, cancellationToken).ConfigureAwait(false);
        try
        {
            if (proxy is not null)
            {
                await ProxyTunnel.OpenAsync(stream, proxy, url.Authority, options.Proxy!.Credentials, options.HandshakeLimits, cancellationToken).ConfigureAwait(false);
            }

            return url.IsSecure ? await ClientTls.ConnectAsync(stream, url.TlsHost, options.Tls, cancellationToken).ConfigureAwait(false) : stream;
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<NetworkStream> ReachAsync(Uri? proxy, WebSocketUrl url, WebSocketConnectOptions options, CancellationToken cancellationToken)
    {
        var connection = options.Connection;
        var dialer = new Dialer(connection.Sockets, connection.TimeProvider, options.ResolveHost);
        if (proxy is null)
        {
            return await dialer.ConnectAsync(url.DialHost, url.Url.Port, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            return await dialer.ConnectAsync(proxy.IdnHost, proxy.Port, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            throw new IOException($"the proxy {ProxyTunnel.NameOf(proxy)}: {exception.Message}", exception);
        }
    }
}
