using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using WsRpc.Protocol.WebSocket;

namespace WsRpc;

// The door of a server that speaks TLS.
internal sealed partial class Reception
{
    private static readonly HandshakeRejection NoTls = new(400, "This port speaks TLS only: use wss:// or https://.");

    private async Task<RpcConnection?> OpenOverTlsAsync(
        ServerTls tls, NetworkStream stream, EndPoint? peer, bool isFull, CancellationToken cancellationToken, CancellationToken stopping)
    {
        if (isFull)
        {
            // A page would cost a handshake, and a full server has better things to do.
            Log.HandshakeRefused(settings.Logger, peer, Full.StatusCode, Full.Reason);
            return null;
        }

        if (!await ServerTls.IsSpokenAsync(stream, cancellationToken).ConfigureAwait(false))
        {
            await RefuseAsync(stream, peer, NoTls, stopping).ConfigureAwait(false);
            return null;
        }

        if (await tls.TryAcceptAsync(stream, peer, cancellationToken).ConfigureAwait(false) is not { } secure)
        {
            // The client is to read the alert, so what it has sent must not be answered with a reset.
            await LingerAsync(token => stream.EndPolitelyAsync(token), stopping).ConfigureAwait(false);
            return null;
        }

        RpcConnection? connection = null;
        try
        {
            return connection = await HearAsync(secure, peer, isFull: false, cancellationToken, stopping).ConfigureAwait(false);
        }
        finally
        {
            if (connection is null)
            {
                await secure.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static X509Certificate2? ClientCertificateOf(Stream stream) => (stream as TlsStream)?.RemoteCertificate as X509Certificate2;
}
