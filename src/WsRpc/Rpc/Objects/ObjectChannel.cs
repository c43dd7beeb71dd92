using System.Collections.Concurrent;
using WsRpc.CompilerServices;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

/// <summary>The channel to one object of the peer. It belongs to a session, since handles mean nothing on another connection. Disposed when the call ends that brought it, if it ends with that.</summary>
internal sealed class ObjectChannel(RpcSession session, long handle, RpcObjectContract contract) : RpcChannel, IOutliving
{
    private readonly ConcurrentDictionary<RpcMethod, RpcMethod> _methods = new();
    private int _released;

    public RpcSession Session => session;

    public long Handle => handle;

    private RpcObjectContract Contract => contract;

    internal override RpcJson Json => session.Settings.Json;

    internal override IValueExchange? Exchange => session;

    internal override bool TakesOctets => session.TakesOctets;

    /// <summary>The channel of what stands for an object or a delegate of a peer; null where it is something else, a method of such an object for instance.</summary>
    public static ObjectChannel? Of(object value) =>
        (value is Delegate { HasSingleTarget: true } call ? call.Target : value) is IRpcProxy { Channel: ObjectChannel channel } && channel.Contract.IsImplementedBy(value) ? channel : null;

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

    /// <summary>It goes on until it is let go.</summary>
    public void Outlive()
    {
    }

    /// <summary>The call has ended that it was lent for; the peer knows.</summary>
    public void Dispose() => Volatile.Write(ref _released, 1);

    internal override void Send(PendingCall call, RpcMethod method, ReadOnlySpan<byte> parameters, CancellationToken cancellationToken)
    {
        var named = Named(method);
        if (IsOver(named))
        {
            if (named.EndsObject)
            {
                call.ReadResult("null"u8);
                call.Complete();
            }
            else
            {
                call.Fail(Released(method));
            }

            return;
        }

        var time = session.TimeOf(method, null);
        if (session.Interceptors.Length > 0)
        {
            if (named.EndsObject)
            {
                // Nobody knows when they let it go on its way, which the release must not overtake.
                (call.Scope ??= new CallScope()).Add(new Releasing(this));
            }

            session.SendIntercepted(call, named, parameters, time, null, cancellationToken);
            return;
        }

        session.Send(call, named, parameters, time, cancellationToken);
        if (named.EndsObject)
        {
            Release();
        }
    }

    internal override ValueTask SendNotificationAsync(RpcMethod method, ReadOnlySpan<byte> parameters, CancellationToken cancellationToken)
    {
        var named = Named(method);
        if (IsOver(named))
        {
            return named.EndsObject ? default : ValueTask.FromException(Released(method));
        }

        if (session.Interceptors.Length > 0)
        {
            var intercepted = session.NotifyInterceptedAsync(named, parameters, null, cancellationToken);
            return named.EndsObject ? ReleaseBehindAsync(intercepted) : intercepted;
        }

        var sent = session.NotifyAsync(named, parameters, cancellationToken);
        if (named.EndsObject)
        {
            Release();
        }

        return sent;
    }

    internal override void OnNotSent(RpcMethod method, Exception exception) =>
        Log.NotificationNotSent(session.Settings.Logger, exception, session.Connection.Id, NameOf(method));

    private RpcMethod Named(RpcMethod method) => _methods.GetOrAdd(
        method, static (known, channel) => known.OfObject(channel.NameOf(known), channel.Contract.IsEndedBy(known)), this);

    private string NameOf(RpcMethod method) => $"{JsonRpcMarshaledObject.InvokeProxy}{handle}/{contract.LocalNameOf(method)}";

    private async ValueTask ReleaseBehindAsync(ValueTask sending)
    {
        try
        {
            await sending.ConfigureAwait(false);
        }
        finally
        {
            Release();
        }
    }

    // To dispose it once more is no failure; nor is it behind the end of the connection, at which its owner does.
    private bool IsOver(RpcMethod named) => Volatile.Read(ref _released) != 0 || (named.EndsObject && session.HasEnded);

    private ObjectDisposedException Released(RpcMethod method) =>
        new(contract.DisplayName, $"{contract.LocalNameOf(method)}: this {contract.DisplayName} of the peer was released, or the call has ended that it was lent for.");

    /// <summary>Lets the object go when the call has ended that is its last.</summary>
    private sealed class Releasing(ObjectChannel channel) : IDisposable
    {
        public void Dispose() => channel.Release();
    }
}
