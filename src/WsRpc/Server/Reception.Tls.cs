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
        ServerTls tls, NetworkStream stream, EndPoint? peer, CancellationToken timeout, CancellationToken stopping)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout, stopping);
        if (!await ServerTls.IsSpokenAsync(stream, either.Token).ConfigureAwait(false))
        {
            await RefuseAsync(stream, peer, NoTls, omitPage: false, stopping).ConfigureAwait(false);
            return null;
        }

        if (await tls.TryAcceptAsync(stream, peer, either.Token).ConfigureAwait(false) is not { } secure)
        {
            // The client is to read the alert, so what it has sent must not be answered with a reset.
            await LingerAsync(token => stream.EndPolitelyAsync(token), stopping).ConfigureAwait(false);
            return null;
        }

        RpcConnection? connection = null;
        try
        {
            return connection = await HearAsync(secure, peer, timeout, stopping).ConfigureAwait(false);
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
