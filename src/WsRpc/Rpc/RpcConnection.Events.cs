using Microsoft.Extensions.Logging;
using WsRpc.CompilerServices;

namespace WsRpc;

// This end's handlers for events of the peer.
public abstract partial class RpcConnection
{
    private RemoteEvents? _events;

    /// <summary>
    /// Raised when a subscription to an event of the peer fails, on the thread pool: the peer has no such event, or is asked for too many. What <c>+=</c> on a proxy
    /// could not tell, since it does not wait. It is logged, too. Handlers stay added; removing all of an event and adding one anew subscribes again. The end of the
    /// connection is no failure.
    /// </summary>
    public event EventHandler<RpcSubscriptionFailedEventArgs>? SubscriptionFailed
    {
        add => Events.SubscriptionFailed += value;
        remove
        {
            if (EventsInUse is { } events)
            {
                events.SubscriptionFailed -= value;
            }
        }
    }

    /// <summary>Handlers for events of the peer, made at first use.</summary>
    internal RemoteEvents Events => EventsInUse ?? Interlocked.CompareExchange(ref _events, new RemoteEvents(this, Settings), null) ?? _events;

    /// <summary>The same; null where there never was one.</summary>
    internal RemoteEvents? EventsInUse => Volatile.Read(ref _events);

    internal IReadOnlyList<ServiceRegistration> Services => _services;

    internal ILogger Logger => Settings.Logger;

    internal void RemoveSubscriber(RpcEvent declared, object proxy, Delegate handler) => EventsInUse?.Remove(declared, proxy, handler);

    /// <summary>From here on subscriptions go to the session that takes the place of a lost one; those that there are are written at once.</summary>
    internal void SubscribeAgain(RpcSession session) => Events.MoveTo(session);
}
