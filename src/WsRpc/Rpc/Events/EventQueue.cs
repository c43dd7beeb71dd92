using WsRpc.CompilerServices;

namespace WsRpc;

/// <summary>
/// The peer's events that wait for this end's handlers: in order, one at a time, each on the thread pool or on the connection's
/// context. Reading never waits for a handler; where too much waits, the oldest is dropped. Thread-safe.
/// </summary>
internal sealed class EventQueue(RpcConnection connection, RpcSettings settings) : IThreadPoolWorkItem
{
    // What an event takes beside its octets, so that many small ones are bounded too.
    private const int Overhead = 128;

    [ThreadStatic]
    private static EventQueue? t_running;

    private readonly Lock _gate = new();
    private readonly Queue<(RemoteEvent Event, byte[] Argument)> _waiting = new();
    private long _bytes;
    private bool _runs; // somebody sees to it that they are handled
    private bool _drops; // said so already
    private bool _again; // a context that runs at once what is posted has been posted to

    /// <summary>Adds an event, whose argument is copied.</summary>
    /// <returns>Whether the caller has to start the handlers.</returns>
    public bool Add(RemoteEvent received, ReadOnlySpan<byte> argument)
    {
        if (received.Subscribers.Length == 0)
        {
            return false;
        }

        bool tells;
        bool starts;
        lock (_gate)
        {
            _waiting.Enqueue((received, argument.ToArray()));
            _bytes += argument.Length + Overhead;
            tells = DropOldest() && !_drops;
            _drops |= tells;
            starts = !_runs;
            _runs = true;
        }

        if (tells)
        {
            Log.EventsDropped(settings.Logger, connection.Id, settings.Limits.MaxWaitingEventBytes);
        }

        return starts;
    }

    /// <summary>Has what waits handled. With a context this is foreign code.</summary>
    public void Start()
    {
        if (settings.SynchronizationContext is not { } context)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            return;
        }

        try
        {
            context.Post(static queue => ((EventQueue)queue!).Execute(), this);
        }
        catch (Exception exception)
        {
            // A context that has ended: as for calls, nothing would ever be handled.
            connection.Session.Abort(exception);
        }
    }

    /// <summary>Handles one event; each has a turn of its own, so that others get theirs.</summary>
    public void Execute()
    {
        if (t_running == this)
        {
            _again = true;
            return;
        }

        t_running = this;
        try
        {
            do
            {
                _again = false;
                if (TryTake(out var next))
                {
                    Handle(next.Event, new ReceivedEvent(next.Argument));
                    StartNext();
                }
            }
            while (_again);
        }
        finally
        {
            t_running = null;
        }
    }

    private void StartNext()
    {
        lock (_gate)
        {
            _runs = _waiting.Count > 0;
            if (!_runs)
            {
                _drops = false;
                return;
            }
        }

        Start();
    }

    private void Handle(RemoteEvent received, ReceivedEvent argument)
    {
        foreach (var subscriber in received.Subscribers)
        {
            try
            {
                subscriber.Handle(argument);
            }
            catch (Exception exception)
            {
                Log.EventHandlerFailed(settings.Logger, exception, connection.Id, received.Event.Name);
            }
        }
    }

    private bool TryTake(out (RemoteEvent Event, byte[] Argument) next)
    {
        lock (_gate)
        {
            if (!_waiting.TryDequeue(out next))
            {
                return false;
            }

            _bytes -= next.Argument.Length + Overhead;
            return true;
        }
    }

    private bool DropOldest()
    {
        var drops = false;
        while (_bytes > settings.Limits.MaxWaitingEventBytes && _waiting.Count > 1)
        {
            _bytes -= _waiting.Dequeue().Argument.Length + Overhead;
            RpcCounters.Count(ref connection.Counters.EventsDroppedCount);
            drops = true;
        }

        return drops;
    }
}
