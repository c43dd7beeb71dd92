namespace WsRpc.Tests.Interception;

/// <summary>Lets go of its thread before and after each call.</summary>
internal sealed class YieldingInterceptor : RpcInterceptor
{
    public override async ValueTask OnIncomingAsync(RpcCall call, RpcNext next)
    {
        await Task.Yield();
        await next.InvokeAsync(call);
        await Task.Yield();
    }

    public override async ValueTask OnOutgoingAsync(RpcCall call, RpcNext next)
    {
        await Task.Yield();
        await next.InvokeAsync(call);
        await Task.Yield();
    }
}
