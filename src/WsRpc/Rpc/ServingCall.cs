using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

/// <summary>Which call of the peer this thread is serving, so that a call which its service makes can name it as its parent.</summary>
/// <remarks>Known in the synchronous part of the service's method, up to its first await; with <see cref="RpcOptions.FlowCallContext"/> wherever its execution context flows.</remarks>
internal static class ServingCall
{
    private static readonly AsyncLocal<CallOrigin?> Flowing = new();

    private static readonly AsyncLocal<RpcCall?> FlowingFacts = new();

    [ThreadStatic]
    private static IncomingCall? t_call;

    /// <summary>What there is to know of the call that is served here; null when none is, or that is not known.</summary>
    public static RpcCall? Facts => t_call?.Facts ?? FlowingFacts.Value;

    /// <summary>From here on this thread serves the call, until what is returned is disposed.</summary>
    public static Scope Enter(IncomingCall call, RpcSession session)
    {
        var scope = new Scope(t_call, session.Settings.FlowsCallContext);
        t_call = call;
        if (session.Settings.FlowsCallContext)
        {
            Flowing.Value = OriginOf(call, session);
            FlowingFacts.Value = call.Facts;
        }

        return scope;
    }

    /// <summary>What is being served of a session's peer; null when that is nothing, or not known.</summary>
    public static CallOrigin? Of(RpcSession session) =>
        t_call is { } call && call.IsOf(session) ? OriginOf(call, session)
        : session.Settings.FlowsCallContext && Flowing.Value is { } origin && origin.Session == session ? origin
        : null;

    private static CallOrigin OriginOf(IncomingCall call, RpcSession session) =>
        new(session, call.Id is { Kind: JsonRpcIdKind.Integer, Integer: > 0 } id ? id.Integer : 0, call.Turn);

    public readonly struct Scope(IncomingCall? outer, bool flows) : IDisposable
    {
        private readonly CallOrigin? _flowing = flows ? Flowing.Value : null;
        private readonly RpcCall? _flowingFacts = flows ? FlowingFacts.Value : null;

        // What flows into the method's continuations has been captured; the thread may be one that belongs to the application.
        public void Dispose()
        {
            t_call = outer;
            if (flows)
            {
                Flowing.Value = _flowing;
                FlowingFacts.Value = _flowingFacts;
            }
        }
    }
}
