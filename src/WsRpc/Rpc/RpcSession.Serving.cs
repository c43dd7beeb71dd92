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

        var isNotification = envelope.Kind == JsonRpcMessageKind.Notification;
        RpcCounters.Count(ref isNotification ? ref Counters.NotificationsReceivedCount : ref Counters.CallsServedCount);
        if (!IncomingCalls.TryBegin(out var call))
        {
            Refuse(envelope.Id, JsonRpcErrorCode.LimitReached, $"{NameOf(method)} was refused: {nameof(RpcLimits.MaxCallsInFlight)} = {Settings.Limits.MaxCallsInFlight} is reached.");
            return;
        }

        call.Begin(this, message, envelope, _batch);
        if (_order is null || _order.TryStart(call, TurnBehind(envelope.ParentId)))
        {
            Dispatch(call);
        }
    }

    /// <summary>Has a service answer the call.</summary>
    public void Dispatch(IncomingCall call)
    {
        if (!TellsParents)
        {
            DispatchAlone(call);
            return;
        }

        using var serving = ServingCall.Enter(call, this);
        DispatchAlone(call);
    }

    private void DispatchAlone(IncomingCall call)
    {
        try
        {
            foreach (var dispatcher in _dispatchers)
            {
                if (dispatcher.TryDispatch(call))
                {
                    return;
                }
            }
        }
        catch (Exception exception)
        {
            call.Fail(call.RunsUserCode ? exception : new RpcInvalidParamsException($"{call.MethodName}: the arguments cannot be read"));
            return;
        }

        // Such a call has waited for nobody, so what is being delivered is still its own message.
        var (id, name) = (call.Id, NameOf(call.Method));
        IncomingCalls.End(call);
        Refuse(id, JsonRpcErrorCode.MethodNotFound, $"{name}: no such method.");
    }
}
