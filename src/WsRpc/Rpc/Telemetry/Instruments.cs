using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace WsRpc;

/// <summary>
/// What this library tells those who observe it, by the names of OpenTelemetry's semantic conventions for RPC (docs/observability.md). Where
/// nobody listens, an instrument is a flag that is looked at.
/// </summary>
internal static class Instruments
{
    /// <summary>The name of the source of spans, and of the meter.</summary>
    public const string Name = "WsRpc";

    private static readonly string? Version = typeof(Instruments).Assembly.GetName().Version?.ToString(3);
    private static readonly Meter Meter = new(Name, Version);

    public static ActivitySource Source { get; } = new(Name, Version);

    public static Histogram<double> ClientDuration { get; } = Meter.CreateHistogram<double>("rpc.client.call.duration", "s", "How long calls took, from when they were made until their callers had the answer.");

    public static Histogram<double> ServerDuration { get; } = Meter.CreateHistogram<double>("rpc.server.call.duration", "s", "How long calls of peers took, from their arrival until their answer was written.");

    public static UpDownCounter<long> ClientCalls { get; } = Meter.CreateUpDownCounter<long>("wsrpc.client.active_calls", "{call}", "Calls that wait for their answer.");

    public static UpDownCounter<long> ServerCalls { get; } = Meter.CreateUpDownCounter<long>("wsrpc.server.active_calls", "{call}", "Calls of peers that are not answered yet.");

    public static UpDownCounter<long> Connections { get; } = Meter.CreateUpDownCounter<long>("wsrpc.connections", "{connection}", "Open connections.");

    public static Counter<long> BytesSent { get; } = Meter.CreateCounter<long>("wsrpc.message.sent", "By", "Octets of JSON in the messages sent.");

    public static Counter<long> BytesReceived { get; } = Meter.CreateCounter<long>("wsrpc.message.received", "By", "Octets of JSON in the messages received.");

    public static ObservableUpDownCounter<long> OutgoingQueue { get; } = Meter.CreateObservableUpDownCounter("wsrpc.outgoing.queue", OutgoingQueues.Measure, "By", "Octets that wait for peers to read them.");

    /// <summary>Whether anybody wants to know of each call of ours.</summary>
    public static bool ObserveClientCalls => Source.HasListeners() || ClientDuration.Enabled || ClientCalls.Enabled;

    /// <summary>Whether anybody wants to know of each call of a peer.</summary>
    public static bool ObserveServerCalls => Source.HasListeners() || ServerDuration.Enabled || ServerCalls.Enabled;
}
