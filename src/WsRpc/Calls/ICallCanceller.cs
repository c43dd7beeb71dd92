namespace WsRpc;

/// <summary>Ends a call that its caller no longer wants, and tells the peer.</summary>
internal interface ICallCanceller
{
    void Cancel(PendingCall call);
}
