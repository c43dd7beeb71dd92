using System.Collections.Concurrent;
using WsRpc.CompilerServices;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

/// <summary>The channel to one object of the peer. It belongs to a session, since handles mean nothing on another connection. Disposed when the call ends that brought it, if it ends with that.</summary>
internal sealed class ObjectChannel(RpcSession session, long handle, RpcObjectContract contract) : RpcChannel, IDisposable
{
    // What a proxy sends when it is disposed, by the names that contracts may give it.
    private static readonly string[] DisposeNames = ["dispose", "Dispose", "DisposeAsync"];

    private readonly ConcurrentDictionary<RpcMethod, RpcMethod> _methods = new();
    private int _released;

    public RpcSession Session => session;

    public long Handle => handle;

    internal override RpcJson Json => session.Settings.Json;

    internal override IValueExchange? Exchange => session;

    internal override bool TakesOctets => session.TakesOctets;

    /// <summary>Lets the object go, once.</summary>
    /// <returns>False when that was done before.</returns>
    public bool Release()
    {
        if (Interlocked.Exchange(ref _released, 1) != 0)
        {
            return false;
        }

        session.SendRelease(handle);
        return true;
    }

    /// <summary>The call has ended that it was lent for; the peer knows.</summary>
    public void Dispose() => Volatile.Write(ref _released, 1);

    internal override void Send(PendingCall call, RpcMethod method, ReadOnlySpan<byte> parameters, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _released) != 0)
        {
            call.Fail(Released(method));
            return;
        }

        var named = Named(method);
        var time = session.TimeOf(method, null);
        if (session.Interceptors.Length == 0)
        {
            session.Send(call, named, parameters, time, cancellationToken);
        }
        else
        {
            session.SendIntercepted(call, named, parameters, time, null, cancellationToken);
        }

        ReleaseBehind(method);
    }

    internal override ValueTask SendNotificationAsync(RpcMethod method, ReadOnlySpan<byte> parameters, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _released) != 0)
        {
            return ValueTask.FromException(Released(method));
        }

        var named = Named(method);
        var sent = session.Interceptors.Length == 0
            ? session.NotifyAsync(named, parameters, cancellationToken)
            : session.NotifyInterceptedAsync(named, parameters, null, cancellationToken);
        ReleaseBehind(method);
        return sent;
    }

    private RpcMethod Named(RpcMethod method) => _methods.GetOrAdd(method, known => known.WithName($"{JsonRpcMarshaledObject.InvokeProxy}{handle}/{contract.LocalNameOf(known)}"));

    private void ReleaseBehind(RpcMethod method)
    {
        if (DisposeNames.Contains(contract.LocalNameOf(method)))
        {
            Release();
        }
    }

    private ObjectDisposedException Released(RpcMethod method) =>
        new(contract.DisplayName, $"{contract.LocalNameOf(method)}: this {contract.DisplayName} of the peer was released, or the call has ended that it was lent for.");
}
