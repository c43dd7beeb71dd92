using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;

namespace WsRpc.CompilerServices;

/// <summary>A pending reply of a method with a result.</summary>
internal sealed class PendingReply<T> : PendingReply
{
    private ConfiguredValueTaskAwaitable<T>.ConfiguredValueTaskAwaiter _result;
    private JsonTypeInfo<T>? _type;

    public static void Begin(RpcIncomingCall call, ValueTask<T> result, JsonTypeInfo<T>? type)
    {
        if (!CallPool<PendingReply<T>>.TryRent(out var reply))
        {
            reply = new PendingReply<T>();
        }

        // A copy: the object may serve another call before this returns.
        var awaiter = reply._result = result.ConfigureAwait(false).GetAwaiter();
        reply._type = type;
        reply.Begin(call);
        awaiter.UnsafeOnCompleted(reply.Continuation);
    }

    protected override void Answer(RpcIncomingCall call)
    {
        var (result, type) = (_result, _type);
        (_result, _type) = (default, null);
        CallPool<PendingReply<T>>.Return(this);
        call.ReplyWith(result.GetResult(), type);
    }
}
