using WsRpc.CompilerServices;

namespace WsRpc;

/// <summary>An object of this end that the peer may call, until it is released: by the end of its call, by the peer, or with the connection.</summary>
internal sealed class MarshaledObject(MarshaledObjects table, long handle, object target, RpcObjectContract contract, RpcDispatcher dispatcher, bool endsWithCall) : IDisposable
{
    public long Handle => handle;

    public object Target => target;

    public RpcDispatcher Dispatcher => dispatcher;

    public RpcObjectContract Contract => contract;

    public bool EndsWithCall => endsWithCall;

    /// <summary>Its call has ended.</summary>
    public void Dispose() => table.Remove(handle);
}
