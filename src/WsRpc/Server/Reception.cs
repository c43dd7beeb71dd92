using System.Net;
using System.Net.Sockets;
using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>What a server does with a client at its door: hear the request, find the endpoint, open the connection or refuse it with a page.</summary>
internal sealed partial class Reception(EndpointTable endpoints, RpcSettings settings, HandshakeLimits limits, TimeSpan handshakeTimeout, ConnectionTable connections, ServerTls? tls)
{
    private static readonly HandshakeRejection Full = new(503, "This server has as many connections as it takes.");

    // Long enough to read a page; whoever does not is not waited for.
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(1);

    /// <returns>The open connection; null when the client was refused or went away.</returns>
    public async Task<RpcConnection?> OpenAsync(NetworkStream stream, EndPoint? peer, bool isFull, CancellationToken stopping)
    {
        using var timeout = new CancellationTokenSource(handshakeTimeout, settings.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping);
        return tls is null
            ? await HearAsync(stream, peer, isFull, either.Token, stopping).ConfigureAwait(false)
            : await OpenOverTlsAsync(tls, stream, peer, isFull, either.Token, stopping).ConfigureAwait(false);
    }

    private async Task<RpcConnection?> HearAsync(Stream stream, EndPoint? peer, bool isFull, CancellationToken cancellationToken, CancellationToken stopping)
    {
        var (opening, rejection) = isFull
            ? (null, Full)
            : await ServerOpening.ReadAsync(stream, limits, cancellationToken).ConfigureAwait(false);
        if (opening is not null && endpoints.TryRoute(opening.Request, out var endpoint, out rejection))
        {
            return await AcceptAsync(stream, opening, endpoint, peer, cancellationToken).ConfigureAwait(false);
        }

        if (rejection is not null)
        {
            await RefuseAsync(stream, peer, rejection, stopping).ConfigureAwait(false);
        }

        return null;
    }

    private async Task RefuseAsync(Stream stream, EndPoint? peer, HandshakeRejection rejection, CancellationToken stopping)
    {
        Log.HandshakeRefused(settings.Logger, peer, rejection.StatusCode, rejection.Reason);
        await LingerAsync(token => ServerOpening.RefuseAsync(stream, rejection, token), stopping).ConfigureAwait(false);
    }

    private async Task LingerAsync(Func<CancellationToken, Task> end, CancellationToken stopping)
    {
        using var linger = new CancellationTokenSource(Linger, settings.TimeProvider);
        using var brief = CancellationTokenSource.CreateLinkedTokenSource(linger.Token, stopping);
        await end(brief.Token).ConfigureAwait(false);
    }

    private async Task<RpcConnection?> AcceptAsync(Stream stream, ServerOpening opening, WsRpcEndpoint endpoint, EndPoint? peer, CancellationToken cancellationToken)
    {
        var subprotocol = ServerHandshake.ChooseSubprotocol(opening.Request, RpcSession.ExtendedSubprotocol, RpcSession.PlainSubprotocol);
        var socket = await opening.AcceptAsync(subprotocol, settings.Connection, cancellationToken).ConfigureAwait(false);
        var connection = new ServerRpcConnection(settings, RpcHandshake.Of(opening.Request, subprotocol, ClientCertificateOf(stream)), peer, connections);
        try
        {
            await connection.OpenOrAbortAsync(socket, endpoint.Services).ConfigureAwait(false);
            return connection;
        }
        catch (Exception exception)
        {
            // A factory's exception, of whatever type, is the server's own.
            Log.OpeningFailed(settings.Logger, exception);
            return null;
        }
    }
}
