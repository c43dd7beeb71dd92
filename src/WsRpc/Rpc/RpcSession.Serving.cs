using System.Diagnostics;
using WsRpc.CompilerServices;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

// The peer's calls on their way to a service.
internal sealed partial class RpcSession
{
    private void OnCall(ReadOnlyMemory<byte> message, in JsonRpcEnvelope envelope)
    {
        var method = envelope.MethodName(message.Span);
        if (method.StartsWith("$/"u8))
        {
            OnReserved(method, message, envelope);
            return;
        }

        if (_blobs is { Current.IsTooMuch: true })
        {
            Refuse(envelope.Id, JsonRpcErrorCode.LimitReached, $"{NameOf(method)} was refused: {nameof(RpcLimits.MaxBlobBytes)} = {Settings.Limits.MaxBlobBytes} is reached.");
            return;
        }

        Begin(message, envelope, target: null, targetMethod: null);
    }

    /// <summary>From here on calls keep an order, where they had none.</summary>
    private void KeepOrder()
    {
        if (_order is null)
        {
            Interlocked.CompareExchange(ref _order, new CallOrder(this, []), null);
        }
    }

    /// <summary>A call is there: it goes to its service, or waits for its turn.</summary>
    /// <param name="message">The message.</param>
    /// <param name="envelope">What it says.</param>
    /// <param name="target">The object that is called; null for the services of this end.</param>
    /// <param name="targetMethod">What is called of the object.</param>
    private void Begin(ReadOnlyMemory<byte> message, in JsonRpcEnvelope envelope, MarshaledObject? target, RpcMethod? targetMethod)
    {
        var method = targetMethod is null ? envelope.MethodName(message.Span) : targetMethod.WireName.Utf8;
        var isNotification = envelope.Kind == JsonRpcMessageKind.Notification;
        RpcCounters.Count(ref isNotification ? ref Counters.NotificationsReceivedCount : ref Counters.CallsServedCount);
        if (isNotification && target is null && Connection.EventsInUse is not null && TryReceiveEvent(method, message, envelope))
        {
            return;
        }

        if (!IncomingCalls.TryBegin(out var call))
        {
            Refuse(envelope.Id, JsonRpcErrorCode.LimitReached, $"{NameOf(method)} was refused: {nameof(RpcLimits.MaxCallsInFlight)} = {Settings.Limits.MaxCallsInFlight} is reached.");
            Miss(target, nameof(RpcLimits.MaxCallsInFlight), Settings.Limits.MaxCallsInFlight);
            return;
        }

        call.Begin(this, message, envelope, _batch, _blobs?.Current, target, targetMethod);
        if (_order is not { } order || order.TryStart(call, TurnBehind(envelope.ParentId)))
        {
            Dispatch(call);
        }
    }

    /// <summary>Has a service answer the call.</summary>
    public void Dispatch(IncomingCall call)
    {
        if (Interceptors.Length == 0)
        {
            DispatchServed(call);
        }
        else
        {
            DispatchIntercepted(call);
        }
    }

    /// <summary>The same, behind all interceptors.</summary>
    public void DispatchServed(IncomingCall call)
    {
        using var serving = ServingCall.Enter(call, this);
        if (call.Trace is null)
        {
            DispatchAlone(call);
        }
        else
        {
            DispatchTraced(call);
        }
    }

    // What the service calls belongs to the span of its call.
    private void DispatchTraced(IncomingCall call)
    {
        if (call.Trace?.Span is not { } span)
        {
            DispatchAlone(call);
            return;
        }

        var current = Activity.Current;
        Activity.Current = span;
        try
        {
            DispatchAlone(call);
        }
        finally
        {
            Activity.Current = current;
        }
    }

    private void DispatchAlone(IncomingCall call)
    {
        try
        {
            if (TryDispatch(call))
            {
                return;
            }
        }
        catch (Exception exception)
        {
            call.Fail(call.RunsUserCode ? exception : new RpcInvalidParamsException($"{call.MethodName}: the arguments cannot be read"));
            return;
        }

        if (call.Interception is { } interception)
        {
            interception.SetFailure(new RpcMethodNotFoundException($"{NameOf(call.Method)}: no such method."));
            return;
        }

        // Such a call has waited for nobody, so what is being delivered is still its own message.
        var (id, name, trace) = (call.Id, NameOf(call.Method), call.Trace);
        IncomingCalls.End(call);
        var problem = $"{name}: no such method.";
        Refuse(id, JsonRpcErrorCode.MethodNotFound, problem);
        trace?.End(name, isKnown: false, JsonRpcErrorCode.MethodNotFound, problem);
    }

    private bool TryDispatch(IncomingCall call)
    {
        if (call.Target is { } target)
        {
            return target.Dispatcher.TryDispatch(call);
        }

        foreach (var dispatcher in _dispatchers)
        {
            if (dispatcher.TryDispatch(call))
            {
                return true;
            }
        }

        return false;
    }
}
