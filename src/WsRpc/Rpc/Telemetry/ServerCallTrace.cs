using System.Diagnostics;
using System.Text;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

/// <summary>A call of a peer under observation: its span, which is current while its service runs, its duration, and that it is under way.</summary>
internal sealed class ServerCallTrace
{
    private readonly RpcSession _session;
    private readonly long _began;

    private ServerCallTrace(RpcSession session) => (_session, _began) = (session, session.Settings.TimeProvider.GetTimestamp());

    /// <summary>The span; null when nobody wants it.</summary>
    public Activity? Span { get; private init; }

    /// <summary>Begins to observe a call; null when nobody wants to.</summary>
    public static ServerCallTrace? Begin(RpcSession session, in JsonRpcEnvelope envelope, ReadOnlySpan<byte> message)
    {
        if (!Instruments.ObserveServerCalls)
        {
            return null;
        }

        // Named when its method is known. A parent that is no W3C trace context is passed over (W3C Trace Context §4.3).
        var current = Activity.Current;
        ActivityContext.TryParse(Encoding.ASCII.GetString(envelope.TraceParent.Of(message)), envelope.GetTraceState(message), isRemote: true, out var parent);
        var trace = new ServerCallTrace(session)
        {
            Span = Instruments.Source.StartActivity(ActivityKind.Server, parent, name: "jsonrpc"),
        };
        Activity.Current = current;
        if (envelope.Kind == JsonRpcMessageKind.Request)
        {
            trace.Span?.SetTag("jsonrpc.request.id", envelope.Id.ToString().Trim('"'));
        }

        if (Instruments.ServerCalls.Enabled)
        {
            Instruments.ServerCalls.Add(1);
        }

        return trace;
    }

    /// <param name="method">The wire name.</param>
    /// <param name="isKnown">Whether it is served here.</param>
    /// <param name="code">The code of the error that was answered; null when there was none.</param>
    /// <param name="description">What was told of it.</param>
    public void End(string method, bool isKnown, int? code, string? description)
    {
        if (Instruments.ServerCalls.Enabled)
        {
            Instruments.ServerCalls.Add(-1);
        }

        var error = code is { } number ? CallTags.Text(number) : null;
        var tags = CallTags.Of(method, isKnown);
        if (error is not null)
        {
            tags.Add("error.type", error);
            tags.Add("rpc.response.status_code", error);
        }

        Instruments.ServerDuration.Record(_session.Settings.TimeProvider.GetElapsedTime(_began).TotalSeconds, tags);
        if (Span is { } span)
        {
            span.DisplayName = isKnown ? method : "jsonrpc";
            CallTags.Describe(span, method, isKnown, _session.Connection.RemoteEndPoint, peerIsServer: false);
            CallTags.End(span, error, code, description);
        }
    }
}
