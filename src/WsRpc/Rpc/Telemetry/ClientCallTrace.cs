using System.Diagnostics;

namespace WsRpc;

/// <summary>A call of ours under observation: its span, its duration, and that it is under way.</summary>
internal sealed class ClientCallTrace : ICallTrace
{
    private readonly RpcSession _session;
    private readonly string _method;
    private readonly long _began;

    private ClientCallTrace(RpcSession session, string method)
    {
        _session = session;
        _method = method;
        _began = session.Settings.TimeProvider.GetTimestamp();
    }

    /// <summary>The span; null when nobody wants it.</summary>
    public Activity? Span { get; private init; }

    /// <summary>Begins to observe a call; null when nobody wants to.</summary>
    public static ClientCallTrace? Begin(RpcSession session, string method)
    {
        if (!Instruments.ObserveClientCalls)
        {
            return null;
        }

        // What is current stays so: the caller goes on when this returns, and the call has its own span.
        var current = Activity.Current;
        var trace = new ClientCallTrace(session, method) { Span = Instruments.Source.StartActivity(method, ActivityKind.Client) };
        Activity.Current = current;
        if (trace.Span is { } span)
        {
            CallTags.Describe(span, method, isKnown: true, session.Connection.RemoteEndPoint, peerIsServer: true);
        }

        Instruments.ClientCalls.Add(1, CallTags.Of(method, isKnown: true));
        return trace;
    }

    /// <summary>The id that the call got on the wire.</summary>
    public void Identify(long id) => Span?.SetTag("jsonrpc.request.id", id.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public void End(Exception? failure)
    {
        var (error, code) = failure is null ? (null, null) : CallTags.Classify(failure);
        var tags = CallTags.Of(_method, isKnown: true);
        Instruments.ClientCalls.Add(-1, tags);
        if (error is not null)
        {
            tags.Add("error.type", error);
        }

        if (code is { } number)
        {
            tags.Add("rpc.response.status_code", CallTags.Text(number));
        }

        Instruments.ClientDuration.Record(_session.Settings.TimeProvider.GetElapsedTime(_began).TotalSeconds, tags);
        if (Span is { } span)
        {
            CallTags.End(span, error, code, failure?.Message);
        }
    }
}
