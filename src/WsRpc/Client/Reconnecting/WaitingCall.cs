using WsRpc.CompilerServices;

namespace WsRpc;

/// <inheritdoc/>
internal sealed class WaitingCall(WaitingMessages queue, PendingCall call, RpcMethod method, ReadOnlySpan<byte> parameters) : WaitingMessage(method, parameters), ICallCanceller
{
    // Copies: once the call is sent it may end, and be another call.
    public override CancellationToken CancellationToken { get; } = call.CancellationToken;

    public override long Due { get; } = call.Due;

    public override long Bytes { get; } = parameters.Length + (call.SentOctets?.Bytes ?? 0);

    public override void Watch()
    {
        call.MoveTo(this);
        call.WatchCancellation();
    }

    public override Exception? SendOn(RpcSession session, CallTime time) => session.SendWaiting(call, Method, Parameters, time, Span);

    public override void Fail(Exception exception) => call.Fail(exception);

    public void Cancel(PendingCall call) => queue.Cancel(this);
}
