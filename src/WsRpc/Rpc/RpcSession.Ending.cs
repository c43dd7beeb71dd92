namespace WsRpc;

// The end of the connection, which every call learns of.
internal sealed partial class RpcSession
{
    /// <summary>Whether the connection has ended.</summary>
    public bool HasEnded => _closed is not null;

    public void OnClosed(WebSocketClosed closed)
    {
        _closed = new RpcClosed(closed);
        foreach (var call in _outgoingCalls.Close())
        {
            // Each on its own: what one caller does next must not keep the others waiting.
            ThreadPool.UnsafeQueueUserWorkItem(
                static ending => ending.call.Fail(RpcFailures.NotAnswered(ending.call, ending.Connection.Id, ending.closed)),
                (call, Connection, closed: _closed),
                preferLocal: false);
        }

        EndSubscriptions();
        EndObjects();
        EndBlobs(_closed);
        CloseStreams(_closed);
        _deadlines?.Dispose();
        IncomingCalls.CancelAll();
        Connection.OnSessionClosed(this, _closed);
    }
}
