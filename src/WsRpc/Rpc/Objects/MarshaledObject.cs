using System.Buffers;
using WsRpc.CompilerServices;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

/// <summary>An object of this end that the peer may call, until it is released: by the end of its call, by the peer, or with the connection.</summary>
internal sealed class MarshaledObject(MarshaledObjects table, long handle, object target, RpcObjectContract contract, RpcDispatcher dispatcher, bool endsWithCall) : IOutliving
{
    public long Handle => handle;

    public object Target => target;

    public RpcDispatcher Dispatcher => dispatcher;

    public RpcObjectContract Contract => contract;

    /// <summary>Whether it is the peer's to let it go: it was a result, or its call has succeeded. Changed by the table, inside its gate.</summary>
    public bool IsHeld { get; set; }

    /// <summary>Whether it was still there when the connection ended. Changed likewise.</summary>
    public bool WasLeft { get; set; }

    /// <summary>The line of its calls; null when they start as they arrive.</summary>
    public CallLane? Lane { get; } = contract.IsOrdered ? new CallLane() : null;

    /// <summary>Writes what stands for it on the wire.</summary>
    public void WriteTo(IBufferWriter<byte> output) => new JsonRpcMarshaledObject(handle, IsReceivers: false, endsWithCall).WriteTo(output);

    public void Outlive() => table.Hold(this);

    /// <summary>True for whoever releases it first.</summary>
    public bool TryRelease() => table.Remove(handle);

    /// <summary>Its call has ended.</summary>
    public void Dispose() => TryRelease();
}
