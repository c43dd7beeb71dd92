using System.Net.Security;
using System.Net.Sockets;

namespace WsRpc;

/// <summary>TLS as a client speaks it.</summary>
internal static class ClientTls
{
    /// <summary>The handshake over a stream that reaches the server; on failure the stream is disposed.</summary>
    /// <exception cref="IOException">There is no TLS with this server; the message says why.</exception>
    public static async Task<TlsStream> ConnectAsync(NetworkStream stream, string host, SslClientAuthenticationOptions? options, CancellationToken cancellationToken)
    {
        var tls = new TlsStream(stream);
        try
        {
            await tls.AuthenticateAsClientAsync(TlsOptions.ForClient(options ?? new(), host), cancellationToken).ConfigureAwait(false);
            return tls;
        }
        catch (Exception exception)
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            if (exception is OperationCanceledException or ArgumentException)
            {
                throw;
            }

            // Of any kind: what validates and chooses is the application's.
            throw new IOException($"TLS failed: {exception.Cause()}", exception);
        }
    }
}
