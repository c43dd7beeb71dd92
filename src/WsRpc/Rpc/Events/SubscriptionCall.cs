namespace WsRpc;

/// <summary>A subscription, or its end, on its way to the peer.</summary>
internal sealed class SubscriptionCall(RemoteEvents events, RpcSession session, RemoteEvent known, bool isWanted) : PendingCall
{
    public override void ReadResult(ReadOnlySpan<byte> json)
    {
        // It is null, or whatever the peer likes to say.
    }

    protected override void Succeed()
    {
    }

    protected override void EndWith(Exception exception)
    {
        // That the connection ends is told elsewhere; a peer that does not know subscriptions sends every event anyway.
        var isExpected = exception is RpcConnectionException || (exception is RpcMethodNotFoundException && !session.TellsEvents);
        if (isWanted && !isExpected)
        {
            events.OnRefused(known, exception);
        }
    }
}
