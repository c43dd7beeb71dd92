using System.Runtime.CompilerServices;

namespace WsRpc.CompilerServices;

/// <summary>A pending reply of a method without a result.</summary>
internal sealed class PendingNullReply : PendingReply
{
    private ConfiguredValueTaskAwaitable.ConfiguredValueTaskAwaiter _result;

    public static void Begin(RpcIncomingCall call, ValueTask result)
    {
        if (!CallPool<PendingNullReply>.TryRent(out var reply))
        {
            reply = new PendingNullReply();
        }

        // A copy: the object may serve another call before this returns.
        var awaiter = reply._result = result.ConfigureAwait(false).GetAwaiter();
        reply.Begin(call);
        awaiter.UnsafeOnCompleted(reply.Continuation);
    }

    protected override void Answer(RpcIncomingCall call)
    {
        var result = _result;
        _result = default;
        CallPool<PendingNullReply>.Return(this);
        result.GetResult();
        call.Succeed("null"u8);
    }
}
