using WsRpc.CompilerServices;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

/// <summary>
/// This end's handlers for events of the peer. They belong to the connection, so that they stay when it gets another session. Made at the first
/// <c>+=</c>. Thread-safe.
/// </summary>
internal sealed class RemoteEvents
{
    private static readonly RpcMethod SubscribeMethod = new(JsonRpcEventSubscription.Subscribe, "event");
    private static readonly RpcMethod UnsubscribeMethod = new(JsonRpcEventSubscription.Unsubscribe, "event");

    private readonly RpcConnection _connection;

    // Held while a subscription is written, so that the peer gets them in the order in which handlers come and go.
    private readonly Lock _gate = new();
    private RemoteEvent[] _events = []; // replaced when one is added
    private RpcSession? _session; // that subscriptions go to; null for the connection's first one

    public RemoteEvents(RpcConnection connection, RpcSettings settings)
    {
        _connection = connection;
        Queue = new EventQueue(connection, settings);
    }

    /// <summary>What waits for its handlers.</summary>
    public EventQueue Queue { get; }

    /// <summary>Who wants to know of subscriptions that failed.</summary>
    public event EventHandler<RpcSubscriptionFailedEventArgs>? SubscriptionFailed;

    /// <summary>The event of a wire name; null where nobody ever had a handler for it.</summary>
    public RemoteEvent? Find(ReadOnlySpan<byte> name)
    {
        foreach (var known in Volatile.Read(ref _events))
        {
            if (known.Is(name))
            {
                return known;
            }
        }

        return null;
    }

    /// <summary>Adds a handler; the first one of an event subscribes to it.</summary>
    /// <exception cref="RpcConnectionClosedException">The connection is closed.</exception>
    public void Add(RpcEvent declared, EventSubscriber subscriber)
    {
        if (_connection.Completion is { IsCompletedSuccessfully: true, Result: var closed })
        {
            throw RpcFailures.NotSent(declared.Name, _connection.Id, closed);
        }

        lock (_gate)
        {
            var known = GetOrAdd(declared);
            known.Add(subscriber);
            if (known.Subscribers.Length == 1)
            {
                Write(known, SubscribeMethod);
            }
        }
    }

    /// <summary>Removes a handler; the last one of an event takes the subscription back.</summary>
    public void Remove(RpcEvent declared, object proxy, Delegate handler)
    {
        lock (_gate)
        {
            if (Array.Find(_events, known => known.Event.Name == declared.Name) is { } known && known.TryRemove(proxy, handler) && known.Subscribers.Length == 0)
            {
                Write(known, UnsubscribeMethod);
            }
        }
    }

    /// <summary>Subscribes to all that has handlers, on the session that takes the place of a lost one; what comes and goes from here on is written there, too.</summary>
    public void MoveTo(RpcSession session)
    {
        lock (_gate)
        {
            _session = session;
            foreach (var known in _events)
            {
                if (known.Subscribers.Length > 0)
                {
                    Write(known, SubscribeMethod);
                }
            }
        }
    }

    /// <summary>The peer, or this end, has refused a subscription. From any thread, and it may hold locks.</summary>
    public void OnRefused(RemoteEvent refused, Exception exception) =>
        ThreadPool.UnsafeQueueUserWorkItem(state => Report(state.refused, state.exception), (refused, exception), preferLocal: false);

    private void Report(RemoteEvent refused, Exception exception)
    {
        var name = refused.Event.Name;
        Log.SubscriptionFailed(_connection.Logger, exception, _connection.Id, name);
        try
        {
            SubscriptionFailed?.Invoke(_connection, new RpcSubscriptionFailedEventArgs(name, exception));
        }
        catch (Exception failure)
        {
            Log.EventHandlerFailed(_connection.Logger, failure, _connection.Id, nameof(RpcConnection.SubscriptionFailed));
        }
    }

    private RemoteEvent GetOrAdd(RpcEvent declared)
    {
        if (Array.Find(_events, known => known.Event.Name == declared.Name) is { } known)
        {
            return known;
        }

        var added = new RemoteEvent(declared);
        Volatile.Write(ref _events, [.. _events, added]);
        return added;
    }

    private void Write(RemoteEvent known, RpcMethod method)
    {
        var session = _session ?? _connection.Session;
        if (session.WritesSubscriptions)
        {
            session.SendSubscription(new SubscriptionCall(this, session, known, isWanted: method == SubscribeMethod), method, JsonRpcEventSubscription.Write(known.Event.Name));
        }
    }
}
