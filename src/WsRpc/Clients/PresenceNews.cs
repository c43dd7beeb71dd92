namespace WsRpc;

/// <summary>Tells handlers of changes in who is there: in order, one at a time, on the thread pool. Nobody is told, and nothing is kept, while there are no handlers.</summary>
internal sealed class PresenceNews(ClientDirectory directory, Func<RpcSettings> settings)
{
    private readonly Lock _gate = new();
    private readonly Queue<(EventHandler<RpcPresenceChange> Handlers, RpcPresenceChange Change)> _waiting = new();
    private EventHandler<RpcPresenceChange>? _handlers;
    private bool _tells;

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
        lock (_gate)
        {
            if (_handlers is not { } handlers)
            {
                return;
            }

            _waiting.Enqueue((handlers, change));
            if (_tells)
            {
                return;
            }

            _tells = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static news => news.Tell(), this, preferLocal: false);
    }

    private void Tell()
    {
        while (true)
        {
            (EventHandler<RpcPresenceChange> Handlers, RpcPresenceChange Change) next;
            lock (_gate)
            {
                if (!_waiting.TryDequeue(out next))
                {
                    _tells = false;
                    return;
                }
            }

            foreach (var handler in Delegate.EnumerateInvocationList(next.Handlers))
            {
                try
                {
                    handler(null, next.Change);
                }
                catch (Exception exception)
                {
                    Log.PresenceHandlerFailed(settings().Logger, exception);
                }
            }
        }
    }
}
