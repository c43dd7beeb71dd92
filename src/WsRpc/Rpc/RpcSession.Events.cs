using System.Text;
using WsRpc.CompilerServices;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

// Events of this end's services on their way to the peer, and the peer's on their way to this end's handlers.
internal sealed partial class RpcSession
{
    private const string EventsCapability = "events";

    private EventSubscriptions? _subscriptions;

    /// <summary>Whether the peer says which events it wants, and is told so by this end.</summary>
    public bool TellsEvents { get; private set; }

    /// <summary>
    /// Whether a subscription is to be written. Before the peer's hello, too: one that turns out not to know it refuses it, and sends every event anyway; and a
    /// subscription that waited for the hello might come behind calls that it was made before.
    /// </summary>
    public bool WritesSubscriptions => _extended && (Peer is null || TellsEvents);

    private EventSubscriptions Subscriptions => _subscriptions ??= new EventSubscriptions(this, [.. Connection.Services.Select((service, i) => service.FeedsOf(_dispatchers[i], Settings))]);

    /// <summary>Sends a subscription, or takes it back. Whatever becomes of it, the call learns it.</summary>
    public void SendSubscription(SubscriptionCall call, RpcMethod method, ReadOnlySpan<byte> parameters) => Send(call, method, parameters, CallTime.Unbounded, CancellationToken.None);

    /// <summary>A peer that does not say what it wants is told of everything.</summary>
    private void TellAllEvents()
    {
        if (!Connection.Services.Any(static service => service.Events.Count > 0))
        {
            return;
        }

        foreach (var feed in Subscriptions.All)
        {
            if (!Subscriptions.TryAdd(feed, Settings.Limits.MaxEventSubscriptions))
            {
                Log.CallRefused(Settings.Logger, Connection.Id, $"{feed.Event.Name} is not sent: {nameof(RpcLimits.MaxEventSubscriptions)} = {Settings.Limits.MaxEventSubscriptions} is reached.");
            }

            Settle(feed);
        }
    }

    // Behind its hello, a peer that does not know subscriptions.
    private void TellAllEventsUnlessAsked()
    {
        if (Peer is not null && !TellsEvents && _subscriptions is null && Connection.Services.Any(static service => service.Events.Count > 0))
        {
            EnterUserCode();
            TellAllEvents();
        }
    }

    private void OnSubscription(ReadOnlySpan<byte> method, ReadOnlyMemory<byte> message, in JsonRpcEnvelope envelope, bool isWanted)
    {
        if (!TellsEvents)
        {
            Refuse(envelope.Id, JsonRpcErrorCode.MethodNotFound, $"{NameOf(method)}: no such method.");
        }
        else if (!JsonRpcEventSubscription.TryReadEvent(envelope.Params.Of(message.Span), out var name))
        {
            Refuse(envelope.Id, JsonRpcErrorCode.InvalidParams, $"{NameOf(method)}: argument \"event\" must be a string");
        }
        else if (Subscriptions.Find(name) is not { } feed)
        {
            Refuse(envelope.Id, JsonRpcErrorCode.MethodNotFound, $"{NameOf(Encoding.UTF8.GetBytes(name))}: no such event.");
        }
        else if (!isWanted)
        {
            Subscriptions.Remove(feed);
            Acknowledge(envelope);
            EnterUserCode();
            Settle(feed);
        }
        else if (Subscriptions.TryAdd(feed, Settings.Limits.MaxEventSubscriptions))
        {
            Subscribe(feed, envelope);
        }
        else
        {
            Refuse(envelope.Id, JsonRpcErrorCode.LimitReached, $"{feed.Event.Name} was refused: {nameof(RpcLimits.MaxEventSubscriptions)} = {Settings.Limits.MaxEventSubscriptions} is reached.");
        }
    }

    private void Subscribe(EventFeed feed, in JsonRpcEnvelope envelope)
    {
        var (id, batch) = (envelope.Id.ToOwned(), _batch);
        EnterUserCode();
        try
        {
            feed.Settle();
        }
        catch (Exception exception)
        {
            Subscriptions.Remove(feed);
            AnswerFailure(id, batch, feed.Event.Name, null, CallEnding.None, exception);
            return;
        }

        if (id.Kind != JsonRpcIdKind.Absent)
        {
            SendResult(id, batch, feed.Event.Name, "null"u8);
        }
    }

    /// <summary>The service's own add or remove, when nobody waits for it.</summary>
    private void Settle(EventFeed feed)
    {
        try
        {
            feed.Settle();
        }
        catch (Exception exception)
        {
            Log.ServiceFailed(Settings.Logger, exception, Connection.Id, feed.Event.Name);
        }
    }

    private void EndSubscriptions()
    {
        foreach (var feed in _subscriptions?.End() ?? [])
        {
            // Each on its own: foreign code, which must not hold up the rest.
            ThreadPool.UnsafeQueueUserWorkItem(Settle, feed, preferLocal: false);
        }
    }

    /// <summary>An event of the peer that this end has, or had, handlers for.</summary>
    private bool TryReceiveEvent(ReadOnlySpan<byte> method, ReadOnlyMemory<byte> message, in JsonRpcEnvelope envelope)
    {
        if (Connection.EventsInUse?.Find(method) is not { } known)
        {
            return false;
        }

        if (!JsonRpcEventArgument.TryFind(envelope.Params.Of(message.Span), out var argument))
        {
            Refuse(default, JsonRpcErrorCode.InvalidParams, $"{known.Event.Name}: an event has one argument");
        }
        else if (Connection.Events.Queue.Add(known, argument.Of(envelope.Params.Of(message.Span))))
        {
            EnterUserCode();
            Connection.Events.Queue.Start();
        }

        return true;
    }
}
