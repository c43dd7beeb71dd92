using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Logging;

namespace WsRpc;

/// <summary>TLS as a server speaks it: its certificate at the time, and what else the application has set.</summary>
internal sealed class ServerTls(ServerCertificate? certificate, SslServerAuthenticationOptions? options, TimeProvider clock, ILogger logger)
{
    // ContentType handshake (RFC 8446 §5.1): with it, and nothing else, TLS begins.
    private const byte HandshakeRecord = 22;

    private readonly SslServerAuthenticationOptions _options = options ?? new();

    /// <summary>Whether the client speaks TLS, by its first octet, which stays where it is. True as well when it ends without one.</summary>
    /// <exception cref="IOException">The connection is broken.</exception>
    public static async ValueTask<bool> IsSpokenAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        // Asked again after each wait, which may end early.
        while (!stream.Socket.Poll(0, SelectMode.SelectRead))
        {
            await stream.ReadAsync(Memory<byte>.Empty, cancellationToken).ConfigureAwait(false);
        }

        var first = new byte[1];
        return stream.Socket.Receive(first, SocketFlags.Peek) == 0 || first[0] == HandshakeRecord;
    }

    /// <summary>The handshake. A client that fails it is told so by an alert, as far as there is one for it, and is nobody's concern beyond that.</summary>
    /// <returns>Null when there is no TLS with this client; the stream below is still open then.</returns>
    /// <exception cref="OperationCanceledException">It took too long.</exception>
    public async Task<TlsStream?> TryAcceptAsync(NetworkStream stream, EndPoint? peer, CancellationToken cancellationToken)
    {
        var tls = new TlsStream(stream);
        try
        {
            await tls.AuthenticateAsServerAsync(ChooseAsync, this, cancellationToken).ConfigureAwait(false);
            return tls;
        }
        catch (Exception exception)
        {
            // Of any kind: what validates and chooses is the application's. Not disposed, which would end the stream below.
            TlsLog.HandshakeFailed(logger, peer, exception.Cause());
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
    }

    private static ValueTask<SslServerAuthenticationOptions> ChooseAsync(SslStream stream, SslClientHelloInfo hello, object? state, CancellationToken cancellationToken) =>
        new(((ServerTls)state!).Choose(hello.ServerName));

    private SslServerAuthenticationOptions Choose(string hostName)
    {
        if (certificate is null)
        {
            return TlsOptions.ForServer(_options, null);
        }

        var context = certificate.For(hostName, clock, logger) ?? throw new AuthenticationException($"there is no certificate for \"{hostName}\"");
        return TlsOptions.ForServer(_options, context);
    }
}
