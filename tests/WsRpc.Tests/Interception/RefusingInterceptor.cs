namespace WsRpc.Tests.Interception;

/// <summary>Fails calls of the peer that have succeeded.</summary>
internal sealed class RefusingInterceptor : RpcInterceptor
{
    public override async ValueTask OnIncomingAsync(RpcCall call, RpcNext next)
    {
        await next.InvokeAsync(call);
        throw new RpcErrorException(9, "no");
    }
}
