namespace WsRpc;

/// <summary>The state of a client, and those who are told of its changes: in order, one at a time, and while nothing is locked.</summary>
/// <param name="client">Whose state it is.</param>
/// <param name="settings">Where handlers are called, and where it is logged what they throw.</param>
internal sealed class ClientStates(WsRpcClient client, RpcSettings settings)
{
    private readonly Lock _gate = new();
    private readonly HandlerQueue<RpcStateChange> _told = new(client, exception => Log.StateHandlerFailed(settings.Logger, exception, client.Id));
    private volatile RpcConnectionState _current = RpcConnectionState.Connecting;

    public event EventHandler<RpcStateChange>? Changed;

    public RpcConnectionState Current => _current;

    public void Set(RpcConnectionState state, RpcClosed? closed = null, Exception? exception = null, int attempt = 0, TimeSpan? delay = null)
    {
        lock (_gate)
        {
            var change = new RpcStateChange { Old = _current, New = state, Closed = closed, Exception = exception, Attempt = attempt, Delay = delay };
            _current = state;

            if (Changed is not { } handlers || !_told.Add(handlers, change))
            {
                return;
            }
        }

        Post();
    }

    private void Post()
    {
        try
        {
            if (settings.SynchronizationContext is { } context)
            {
                context.Post(static states => ((ClientStates)states!)._told.Run(), this);
                return;
            }
        }
        catch (Exception exception)
        {
            // It takes nothing any more, as that of a window that is closed.
            Log.StateHandlerFailed(settings.Logger, exception, client.Id);
        }

        ThreadPool.UnsafeQueueUserWorkItem(static states => states._told.Run(), this, preferLocal: false);
    }
}
