using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Claims;
using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>What a server does with a client at its door: hear the request, find the endpoint, ask who it is, open the connection or refuse it with a page.</summary>
internal sealed partial class Reception(EndpointTable endpoints, RpcSettings settings, HandshakeLimits limits, TimeSpan handshakeTimeout, ConnectionTable connections, ServerTls? tls)
{
    /// <summary>How many clients without a seat are told so at a time. Any more are closed without a word: telling takes a socket, too.</summary>
    public const int MaxTurnedAway = 256;

    // Long enough to read a page; whoever does not is not waited for.
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(1);

    private int _turnedAway;

    /// <returns>The open connection; null when the client was refused or went away.</returns>
    public async Task<RpcConnection?> OpenAsync(NetworkStream stream, EndPoint? peer, CancellationToken stopping)
    {
        using var timeout = new CancellationTokenSource(handshakeTimeout, settings.TimeProvider);
        try
        {
            return tls is null
                ? await HearAsync(stream, peer, timeout.Token, stopping).ConfigureAwait(false)
                : await OpenOverTlsAsync(tls, stream, peer, timeout.Token, stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            Log.OpeningTooSlow(settings.Logger, peer);
            return null;
        }
    }

    /// <summary>Tells a client that there is no seat for it, unless there is a crowd.</summary>
    public async Task TurnAwayAsync(NetworkStream stream, EndPoint? peer, HandshakeRejection refusal, CancellationToken stopping)
    {
        try
        {
            // Over TLS a page would cost a handshake, and a full server has better things to do.
            if (Interlocked.Increment(ref _turnedAway) <= MaxTurnedAway && tls is null)
            {
                await RefuseAsync(stream, peer, refusal, omitPage: false, stopping).ConfigureAwait(false);
            }
            else
            {
                Log.HandshakeRefused(settings.Logger, peer, refusal.StatusCode, refusal.Reason);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _turnedAway);
        }
    }

    private async Task<RpcConnection?> HearAsync(Stream stream, EndPoint? peer, CancellationToken timeout, CancellationToken stopping)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout, stopping);
        var (head, rest, rejection) = await ServerOpening.ReadHeadAsync(stream, limits, either.Token).ConfigureAwait(false);
        if (head is not null
            && endpoints.TryFind(head, out var endpoint, out rejection)
            && ServerOpening.TryMake(stream, head, rest, out var opening, out rejection)
            && endpoints.TryAdmit(opening.Request, isSecure: stream is SslStream, out rejection))
        {
            var decision = endpoint.Hooks.Authenticate is { } authenticate
                ? await Authentication.DecideAsync(authenticate, new(opening.Request, peer, ClientCertificateOf(stream)), settings.Logger, timeout, stopping).ConfigureAwait(false)
                : null;
            rejection = decision?.Rejection;
            if (rejection is null)
            {
                return await AcceptAsync(stream, opening, endpoint, peer, decision?.User, either.Token, stopping).ConfigureAwait(false);
            }
        }

        if (rejection is not null)
        {
            await RefuseAsync(stream, peer, rejection, omitPage: head?.Method == "HEAD", stopping).ConfigureAwait(false);
        }

        return null;
    }

    private async Task RefuseAsync(Stream stream, EndPoint? peer, HandshakeRejection rejection, bool omitPage, CancellationToken stopping)
    {
        Log.HandshakeRefused(settings.Logger, peer, rejection.StatusCode, rejection.Reason);
        await LingerAsync(token => ServerOpening.RefuseAsync(stream, rejection, omitPage, token), stopping).ConfigureAwait(false);
    }

    private async Task LingerAsync(Func<CancellationToken, Task> end, CancellationToken stopping)
    {
        using var linger = new CancellationTokenSource(Linger, settings.TimeProvider);
        using var brief = CancellationTokenSource.CreateLinkedTokenSource(linger.Token, stopping);
        await end(brief.Token).ConfigureAwait(false);
    }

    private async Task<RpcConnection?> AcceptAsync(
        Stream stream, ServerOpening opening, WsRpcEndpoint endpoint, EndPoint? peer, ClaimsPrincipal? user, CancellationToken cancellationToken, CancellationToken stopping)
    {
        var subprotocol = ServerHandshake.ChooseSubprotocol(opening.Request, RpcSession.ExtendedSubprotocol, RpcSession.PlainSubprotocol);
        var socket = await opening.AcceptAsync(subprotocol, settings.Connection, cancellationToken).ConfigureAwait(false);
        var handshake = RpcHandshake.Of(opening.Request, subprotocol, ClientCertificateOf(stream));
        var connection = new ServerRpcConnection(settings, handshake, peer, connections, endpoint.Hooks, user);
        try
        {
            return await connection.OpenOrAbortAsync(socket, endpoint.Services, cancellationToken, stopping).ConfigureAwait(false) ? connection : null;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception exception)
        {
            // The exception of a factory or a hook, of whatever type, is the server's own.
            Log.OpeningFailed(settings.Logger, exception);
            return null;
        }
    }
}
