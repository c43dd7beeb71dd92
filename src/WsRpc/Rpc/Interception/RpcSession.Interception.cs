using System.Diagnostics;
using WsRpc.CompilerServices;

namespace WsRpc;

// Calls that interceptors stand around. They take the slower way: octets are copied, and the answer waits.
internal sealed partial class RpcSession
{
    /// <summary>Those of this connection; none on most.</summary>
    public RpcInterceptor[] Interceptors { get; }

    private void DispatchIntercepted(IncomingCall call)
    {
        // What interceptors do belongs to the span of the call, too.
        var current = Activity.Current;
        Activity.Current = call.Trace?.Span ?? current;
        try
        {
            var interception = new IncomingInterception(this, call);
            _ = interception.RunAsync(Interceptors, call.BeginInterception(interception));
        }
        finally
        {
            Activity.Current = current;
        }
    }

    /// <summary>Makes a call with interceptors around it. Whatever becomes of it, the call learns it.</summary>
    public void SendIntercepted(PendingCall call, RpcMethod method, ReadOnlySpan<byte> parameters, CallTime time, RpcBatch? batch, CancellationToken cancellationToken)
    {
        var interception = new OutgoingInterception(this, method, parameters.ToArray(), time, batch, cancellationToken);
        call.Begin(method.Name, interception, cancellationToken, faults: method.DeclaredFaults);
        call.SentOctets?.Keep();
        _ = interception.RunCallAsync(call);
    }

    /// <summary>Sends a notification with interceptors around it.</summary>
    public ValueTask NotifyInterceptedAsync(RpcMethod method, ReadOnlySpan<byte> parameters, RpcBatch? batch, CancellationToken cancellationToken) =>
        new OutgoingInterception(this, method, parameters.ToArray(), CallTime.Unbounded, batch, cancellationToken).RunNotificationAsync();
}
