using System.Net.Security;
using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>Opens a connection for one client of a server that does without RPC: reads the request, asks who may come in, answers.</summary>
internal static class RawReception
{
    private static readonly HandshakeRejection ForeignOrigin = new(403, "Pages of this origin may not connect here.");

    // Long enough to read a page; whoever does not is not waited for.
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(1);

    public static async Task<WebSocketConnection> AcceptAsync(Stream stream, WebSocketAcceptOptions options, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.HandshakeTimeout, options.Connection.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        WebSocketConnection? connection = null;
        try
        {
            return connection = await OpenAsync(stream, options, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (either.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new WebSocketAcceptException($"The opening handshake was not done within HandshakeTimeout, {options.HandshakeTimeout.TotalSeconds:0.#} s.", exception);
        }
        catch (IOException exception) when (exception is not WebSocketAcceptException)
        {
            throw new WebSocketAcceptException($"The opening handshake broke: {exception.Message.TrimEnd('.')}.", exception);
        }
        finally
        {
            if (connection is null)
            {
                await stream.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static async Task<WebSocketConnection> OpenAsync(Stream stream, WebSocketAcceptOptions options, CancellationToken cancellationToken)
    {
        var origins = new OriginPolicy(options.AllowedOrigins);
        var (opening, rejection) = await ServerOpening.ReadAsync(stream, options.HandshakeLimits, cancellationToken).ConfigureAwait(false);
        if (opening is not null)
        {
            rejection = origins.Allows(opening.Request, isSecure: stream is SslStream)
                ? options.Check is { } check ? await check(opening.Request, cancellationToken).ConfigureAwait(false) : null
                : ForeignOrigin;
        }

        if (rejection is not null)
        {
            await RefuseAsync(stream, rejection, options.Connection.TimeProvider, cancellationToken).ConfigureAwait(false);
            throw new WebSocketAcceptException($"The client was refused with {rejection.StatusCode}: {rejection.Reason}") { StatusCode = rejection.StatusCode };
        }

        if (opening is null)
        {
            throw new WebSocketAcceptException("The client went away before its request was complete.");
        }

        var subprotocol = ServerHandshake.ChooseSubprotocol(opening.Request, [.. options.Subprotocols]);
        return await opening.AcceptAsync(subprotocol, options.Connection, cancellationToken, options.Headers).ConfigureAwait(false);
    }

    private static async Task RefuseAsync(Stream stream, HandshakeRejection rejection, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var linger = new CancellationTokenSource(Linger, clock);
        using var brief = CancellationTokenSource.CreateLinkedTokenSource(linger.Token, cancellationToken);
        try
        {
            await ServerOpening.RefuseAsync(stream, rejection, brief.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // It does not want to know.
        }
    }
}
