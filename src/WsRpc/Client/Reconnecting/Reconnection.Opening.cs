using WsRpc.Protocol.WebSocket;

namespace WsRpc;

// From a connection that stands to a session that calls go to.
internal sealed partial class Reconnection
{
    /// <returns>How the session has ended before that; null when calls go to it.</returns>
    private async Task<RpcClosed?> OpenAsync(WebSocketConnection connection, RpcHandshake handshake)
    {
        _sessionEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _hello = new(TaskCreationOptions.RunContinuationsAsynchronously);
        RpcSession next;
        try
        {
            next = _next = client.OpenNext(connection);
        }
        catch
        {
            connection.Abort();
            throw;
        }

        if (connection.Subprotocol == RpcSession.ExtendedSubprotocol)
        {
            await HelloAsync(_hello.Task).ConfigureAwait(false);
        }

        // In front of all that waits.
        client.SubscribeAgain(next);
        if (!_sessionEnded.Task.IsCompleted && Waiting.TryMoveTo(next, () => GoTo(next, connection, handshake)))
        {
            states.Set(RpcConnectionState.Open, attempt: _backoff.Attempt);
            Log.Reconnected(settings.Logger, client.Id, _backoff.Attempt);
            return null;
        }

        await CloseUnusedAsync(next).ConfigureAwait(false);
        return await _sessionEnded.Task.ConfigureAwait(false);
    }

    // What the server can do, and how much it takes, is to be known before calls are sent that have time. One that does not say it is a plain peer.
    private async Task HelloAsync(Task hello)
    {
        try
        {
            await hello.WaitAsync(dialer.HandshakeTimeout, settings.TimeProvider, _stop.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
        }
    }

    private void GoTo(RpcSession next, WebSocketConnection connection, RpcHandshake handshake)
    {
        client.GoTo(next, connection, handshake);
        _isOpen = true;
    }

    // This end was told to close meanwhile, or it has ended anyhow.
    private async Task CloseUnusedAsync(RpcSession next)
    {
        if (_ending is { Code: not WebSocketCloseCode.AbnormalClosure } ending)
        {
            await next.CloseAsync(ending.Code, ending.Reason, CancellationToken.None).ConfigureAwait(false);
        }
        else
        {
            next.Abort();
        }
    }
}
