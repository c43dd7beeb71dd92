using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using WsRpc.CompilerServices;

namespace WsRpc;

/// <summary>The options as they stood when the connection, or its server, started. Shared by all connections of a server.</summary>
internal sealed class RpcSettings
{
    private readonly JsonSerializerOptions _json;
    private readonly bool _pausesWhenDebugging;
    private readonly Func<bool> _isDebuggerAttached;
    private readonly ConcurrentDictionary<IJsonTypeInfoResolver, RpcJson> _jsonByContext = new(ReferenceEqualityComparer.Instance);

    public RpcSettings(RpcOptions options)
    {
        options.Validate();
        _json = options.Json;
        Json = new RpcJson(_json, null);
        Limits = options.Limits;
        Connection = options.Connection;
        SendExceptionDetails = options.SendExceptionDetails;
        Logger = new QuietLogger(options.LoggerFactory.CreateLogger("WsRpc"));
        TimeProvider = options.TimeProvider;
        FlowsCallContext = options.FlowCallContext;
        Interceptors = [.. options.Interceptors];
        SynchronizationContext = options.SynchronizationContext;
        CallTime = CallTime.Of(options.CallTimeout, nameof(RpcOptions.CallTimeout));
        _pausesWhenDebugging = options.PauseTimeoutsWhenDebugging;
        _isDebuggerAttached = options.IsDebuggerAttached;
        WrapTransport = options.WrapTransport;
    }

    /// <summary>For what belongs to no contract.</summary>
    public RpcJson Json { get; }

    public RpcLimits Limits { get; }

    public WebSocketConnectionOptions Connection { get; }

    public bool SendExceptionDetails { get; }

    public ILogger Logger { get; }

    public TimeProvider TimeProvider { get; }

    /// <summary>Whether what is being served is known behind an await, too.</summary>
    public bool FlowsCallContext { get; }

    /// <summary>Where services are called; null for the thread that received the call.</summary>
    public SynchronizationContext? SynchronizationContext { get; }

    /// <summary>How long a call of this end may take.</summary>
    public CallTime CallTime { get; }

    /// <summary>Whether time stands still for calls.</summary>
    public bool IsTimePaused => _pausesWhenDebugging && _isDebuggerAttached();

    /// <summary>Those who stand around calls.</summary>
    public RpcInterceptor[] Interceptors { get; }

    /// <summary>What stands between the engine and its connection, where tests want something to.</summary>
    public Func<IMessageTransport, IMessageTransport>? WrapTransport { get; }

    public RpcJson JsonFor(IJsonTypeInfoResolver? context) =>
        context is null ? Json : _jsonByContext.GetOrAdd(context, static (context, json) => new RpcJson(json, context), _json);
}
