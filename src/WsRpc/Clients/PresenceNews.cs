namespace WsRpc;

/// <summary>Tells handlers of changes in who is there, on the thread pool. Nobody is told, and nothing is kept, while there are no handlers.</summary>
internal sealed class PresenceNews(ClientDirectory directory, Func<RpcSettings> settings)
{
    private readonly Lock _gate = new();
    private readonly HandlerQueue<RpcPresenceChange> _told = new(sender: null, exception => Log.PresenceHandlerFailed(settings().Logger, exception));
    private EventHandler<RpcPresenceChange>? _handlers;

    public void Add(EventHandler<RpcPresenceChange>? handler)
    {
        lock (_gate)
        {
            _handlers += handler;
            directory.OnChange = _handlers is null ? null : OnChange;
        }
    }

    public void Remove(EventHandler<RpcPresenceChange>? handler)
    {
        lock (_gate)
        {
            _handlers -= handler;
            directory.OnChange = _handlers is null ? null : OnChange;
        }
    }

    private void OnChange(RpcPresenceChange change)
    {
        if (Volatile.Read(ref _handlers) is { } handlers && _told.Add(handlers, change))
        {
            ThreadPool.UnsafeQueueUserWorkItem(static told => told.Run(), _told, preferLocal: false);
        }
    }
}
