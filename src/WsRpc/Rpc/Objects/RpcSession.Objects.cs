using System.Buffers;
using System.Buffers.Text;
using WsRpc.CompilerServices;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

// Objects that stay where they are and are called from the other end (docs/protocol.md, "Objects by reference").
internal sealed partial class RpcSession
{
    private static readonly RpcMethod ReleaseMethod = new(JsonRpcMarshaledObject.Release, "handle", "ownedBySender") { Params = WsParams.Named };

    public void WriteReference(IBufferWriter<byte> output, string method, object value, RpcObjectContract contract, bool outlivesCall, CallScope scope)
    {
        // To another session the handle would mean another object.
        scope.Home = this;
        if (TryWriteOfPeer(output, value))
        {
            return;
        }

        var lent = Lend(value, contract, endsWithCall: !outlivesCall) ?? throw (_closed is { } closed ? RpcFailures.NotSent(method, Connection.Id, closed) : TooManyLent());
        scope.Add(lent, outlivesCall);
        lent.WriteTo(output);
    }

    /// <summary>Lends an object as a result.</summary>
    /// <returns>Null when it is one of the peer that comes home, or the connection has ended.</returns>
    public MarshaledObject? WriteResult(IBufferWriter<byte> output, object value, RpcObjectContract contract)
    {
        if (TryWriteOfPeer(output, value))
        {
            return null;
        }

        if (Lend(value, contract, endsWithCall: false) is { } lent)
        {
            lent.Outlive();
            lent.WriteTo(output);
            return lent;
        }

        // Nobody gets it.
        DisposeOnPool(value);
        output.Write(_closed is null ? throw TooManyLent() : "null"u8);
        return null;
    }

    public object? ReadReference(ReadOnlySpan<byte> json, Type contractType, out string? problem) => Read(json, RpcContracts.Get(contractType), scope: null, out problem);

    public object? ReadReference(ReadOnlySpan<byte> json, RpcObjectContract contract, CallScope scope, out string? problem) => Read(json, contract, scope, out problem);

    private object? Read(ReadOnlySpan<byte> json, RpcObjectContract contract, CallScope? scope, out string? problem)
    {
        problem = null;
        if (!JsonRpcMarshaledObject.TryRead(json, out var reference))
        {
            problem = "must be an object by reference";
            return null;
        }

        if (reference.IsReceivers)
        {
            if (_objects?.Find(reference.Handle) is { } own && contract.IsImplementedBy(own.Target))
            {
                return own.Target;
            }

            problem = $"must be a {contract.DisplayName} of this end";
            return null;
        }

        var channel = new ObjectChannel(this, reference.Handle, contract);
        scope?.Add(channel, outlivesCall: !reference.EndsWithCall);
        return contract.CreateProxy(channel, Settings.JsonFor(contract.JsonContext));
    }

    /// <summary>Tells the peer that an object of it is not needed any more. Where it cannot be told, it knows.</summary>
    public void SendRelease(long handle)
    {
        // However much waits to be sent: there are no more of them than objects, and what is not let go stays.
        _ = Write(ReleaseMethod, null, mayEndEarly: false, CallTime.Unbounded, JsonRpcMarshaledObject.WriteRelease(handle), CallAncestry.Current);
    }

    /// <summary>Nobody takes the answer: an object in it is let go.</summary>
    private void ReleaseObjectOf(ReadOnlySpan<byte> result)
    {
        if (JsonRpcMarshaledObject.TryRead(result, out var reference) && reference is { IsReceivers: false, EndsWithCall: false })
        {
            SendRelease(reference.Handle);
        }
    }

    private void OnRelease(ReadOnlySpan<byte> parameters)
    {
        // One of the sender's own, that this end holds, fails when it is called.
        if (JsonRpcMarshaledObject.TryReadRelease(parameters, out var handle, out var ownedBySender) && !ownedBySender)
        {
            _objects?.Remove(handle);
        }
    }

    /// <summary>A call to an object of this end.</summary>
    private void OnObjectCall(ReadOnlySpan<byte> method, ReadOnlyMemory<byte> message, in JsonRpcEnvelope envelope)
    {
        var path = method[JsonRpcMarshaledObject.InvokeProxy.Length..];
        if (Utf8Parser.TryParse(path, out long handle, out var length) && length < path.Length && path[length] == (byte)'/'
            && _objects?.Find(handle) is { } target && target.Contract.Find(path[(length + 1)..]) is { } targetMethod)
        {
            Begin(message, envelope, target, targetMethod);
        }
        else
        {
            Refuse(envelope.Id, JsonRpcErrorCode.MethodNotFound, $"{NameOf(method)}: no such object, or no such method of it.");
        }
    }

    private bool TryWriteOfPeer(IBufferWriter<byte> output, object value)
    {
        if (ObjectChannel.Of(value) is not { } channel || channel.Session != this)
        {
            return false;
        }

        new JsonRpcMarshaledObject(channel.Handle, IsReceivers: true, EndsWithCall: false).WriteTo(output);
        return true;
    }
}
