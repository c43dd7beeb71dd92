namespace WsRpc;

/// <summary>
/// Stands around calls and notifications, in either direction: <see cref="RpcOptions.Interceptors"/>. The first of a list is the outermost. One
/// object serves all connections, from several threads at a time.
/// </summary>
/// <remarks>
/// <para>
/// What is behind an interceptor is <c>next</c>: it ends when the call has its result, and throws what the call fails with. An interceptor may do something before and after, throw
/// instead, or make another error of one. Results and arguments are not its business; it may look at <see cref="RpcCall.Arguments"/>.
/// </para>
/// <para>
/// Calls of the peer come by whatever they are: also where the method is not served (<c>next</c> then throws <see cref="RpcMethodNotFoundException"/>) or where the
/// arguments do not fit (<see cref="RpcInvalidParamsException"/>), so that a limit on calls counts them. What an interceptor throws is answered as what a service throws. One
/// that returns without having called <c>next</c> has kept the call from running: it is answered with -32603.
/// </para>
/// <para>
/// What is no valid JSON-RPC does not come by, nor do events of contracts, messages of the protocol itself (<c>$/cancelRequest</c>) and calls beyond <see cref="RpcOptions.MaxCallsInFlight"/>: these are
/// limits of the connection's own.
/// </para>
/// <para>
/// Calls of this end that go in a batch (<see cref="RpcConnection.BeginBatch"/>) come by like all others, when they are made; <c>next</c> puts them into the batch, which is not
/// sent before all of its interceptors have let go. The time of a call runs while an interceptor has it, and its cancellation ends it there, too; an
/// interceptor that never lets go of a call that nobody cancels keeps its caller waiting.
/// </para>
/// </remarks>
public abstract class RpcInterceptor
{
    /// <summary>A call or a notification of the peer is about to reach its service.</summary>
    /// <param name="call">The call.</param>
    /// <param name="next">What is behind this interceptor; to be invoked once at most.</param>
    public virtual ValueTask OnIncomingAsync(RpcCall call, RpcNext next) => next.InvokeAsync(call);

    /// <summary>A call or a notification of this end is about to be sent.</summary>
    /// <param name="call">The call.</param>
    /// <param name="next">What is behind this interceptor; to be invoked once at most.</param>
    public virtual ValueTask OnOutgoingAsync(RpcCall call, RpcNext next) => next.InvokeAsync(call);
}
