using WsRpc.Fuzz.Engine;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Fuzz.Targets;

/// <summary>What was read of a handshake, as a trace.</summary>
internal static class HeadTrace
{
    public static void Add(Trace trace, HttpRequestHead request)
    {
        if (trace.IsRecording)
        {
            trace.AddDetail("method", request.Method);
            trace.AddDetail("target", $"{request.Target} = {request.Authority} {request.Path} {request.Query}");
            Add(trace, request.Headers);
        }
    }

    public static void Add(Trace trace, HttpResponseHead response)
    {
        if (trace.IsRecording)
        {
            trace.AddDetail("version", response.Version);
            trace.Add("status", response.StatusCode);
            trace.AddDetail("reason", response.ReasonPhrase);
            Add(trace, response.Headers);
        }
    }

    public static void Add(Trace trace, UpgradeRequest upgrade)
    {
        if (trace.IsRecording)
        {
            trace.AddDetail("host", upgrade.Host);
            trace.AddDetail("key", upgrade.Key);
            trace.AddDetail("origin", upgrade.Origin);
            trace.AddDetail("subprotocols", string.Join(' ', upgrade.Subprotocols));
            Add(trace, upgrade.Extensions);
        }
    }

    public static void Add(Trace trace, IReadOnlyList<WebSocketExtension> extensions)
    {
        if (trace.IsRecording)
        {
            trace.AddDetail("extensions", Text(extensions));
        }
    }

    /// <summary>Extensions as they could have been written.</summary>
    public static string Text(IReadOnlyList<WebSocketExtension> extensions) =>
        string.Join(", ", extensions.Select(extension => extension.Name + string.Concat(extension.Parameters.Select(Text))));

    private static string Text(ExtensionParameter parameter) => parameter.Value is null ? $"; {parameter.Name}" : $"; {parameter.Name}={parameter.Value}";

    private static void Add(Trace trace, HttpHeaders headers)
    {
        foreach (var (name, value) in headers)
        {
            trace.AddDetail(name, value);
        }
    }
}
