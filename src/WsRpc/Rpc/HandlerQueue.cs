namespace WsRpc;

/// <summary>Events of this library on their way to the application's handlers: in order, one at a time, and while nothing is locked. Thread-safe.</summary>
/// <param name="sender">Whose events they are.</param>
/// <param name="onFailure">Told of what a handler has thrown.</param>
internal sealed class HandlerQueue<TArgs>(object? sender, Action<Exception> onFailure)
{
    private readonly Lock _gate = new();
    private readonly Queue<(EventHandler<TArgs> Handlers, TArgs Args)> _waiting = new();
    private bool _runs;

    /// <summary>Adds an event for those who listen now: whoever listens later is not told of what was before.</summary>
    /// <returns>Whether the caller has to see to it that <see cref="Run"/> is called.</returns>
    public bool Add(EventHandler<TArgs> handlers, TArgs args)
    {
        lock (_gate)
        {
            _waiting.Enqueue((handlers, args));
            return !_runs && (_runs = true);
        }
    }

    /// <summary>Calls handlers until nothing waits: foreign code.</summary>
    public void Run()
    {
        while (true)
        {
            (EventHandler<TArgs> Handlers, TArgs Args) next;
            lock (_gate)
            {
                if (!_waiting.TryDequeue(out next))
                {
                    _runs = false;
                    return;
                }
            }

            foreach (var handler in Delegate.EnumerateInvocationList(next.Handlers))
            {
                try
                {
                    handler(sender, next.Args);
                }
                catch (Exception exception)
                {
                    onFailure(exception);
                }
            }
        }
    }
}
