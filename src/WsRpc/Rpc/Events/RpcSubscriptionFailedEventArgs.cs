namespace WsRpc;

/// <summary>A subscription to an event of the peer that failed: its handlers are not called.</summary>
public sealed class RpcSubscriptionFailedEventArgs : EventArgs
{
    internal RpcSubscriptionFailedEventArgs(string eventName, Exception exception)
    {
        EventName = eventName;
        Exception = exception;
    }

    /// <summary>The event's wire name.</summary>
    public string EventName { get; }

    /// <summary>
    /// Why: <see cref="RpcMethodNotFoundException"/> where the peer has no such event, <see cref="RpcErrorException"/> where it refused for another reason, or
    /// <see cref="RpcLimitException"/> where the subscription could not be sent.
    /// </summary>
    public Exception Exception { get; }
}
