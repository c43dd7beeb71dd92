using System.Diagnostics;
using System.Net;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

/// <summary>The attributes of spans and metrics: OpenTelemetry's semantic conventions for RPC and JSON-RPC, as of 1.45.</summary>
internal static class CallTags
{
    private const string System = "jsonrpc";
    private const string UnknownMethod = "_OTHER";

    /// <summary>What every span and measurement of a call has. A peer could make any number of names, so unknown ones are one.</summary>
    public static TagList Of(string method, bool isKnown) => new()
    {
        { "rpc.system.name", System },
        { "rpc.method", isKnown ? method : UnknownMethod },
    };

    public static void Describe(Activity span, string method, bool isKnown, EndPoint? peer, bool peerIsServer)
    {
        span.SetTag("rpc.system.name", System);
        span.SetTag("rpc.method", isKnown ? method : UnknownMethod);
        span.SetTag("jsonrpc.protocol.version", "2.0");
        if (!isKnown)
        {
            span.SetTag("rpc.method_original", method);
        }

        if (peer is IPEndPoint address)
        {
            span.SetTag(peerIsServer ? "server.address" : "client.address", address.Address.ToString());
            span.SetTag(peerIsServer ? "server.port" : "client.port", address.Port);
        }
    }

    /// <summary>How a call failed: its error's code where there is one, otherwise the type of the exception.</summary>
    public static (string Type, int? Code) Classify(Exception failure) => failure switch
    {
        RpcErrorException error => (Text(error.Code), error.Code),
        OperationCanceledException => (Text(JsonRpcErrorCode.RequestCancelled), null),
        _ => (failure.GetType().FullName!, null),
    };

    public static void End(Activity span, string? errorType, int? code, string? description)
    {
        if (errorType is not null)
        {
            span.SetTag("error.type", errorType);
            span.SetStatus(ActivityStatusCode.Error, description);
        }

        if (code is { } number)
        {
            span.SetTag("rpc.response.status_code", Text(number));
        }

        // Stopping would leave on this thread what was current where the span began.
        var current = Activity.Current;
        span.Stop();
        Activity.Current = current == span ? span.Parent : current;
    }

    public static string Text(int code) => code.ToString(global::System.Globalization.CultureInfo.InvariantCulture);
}
