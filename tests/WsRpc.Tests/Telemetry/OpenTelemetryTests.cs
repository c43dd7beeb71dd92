using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using WsRpc.Testing;

namespace WsRpc.Tests.Telemetry;

/// <summary>The SDK that most observers use.</summary>
[Collection(nameof(AloneCollection))]
public sealed class OpenTelemetryTests
{
    [Fact]
    public async Task Sdk_sees_one_trace_across_both_ends_and_the_durations_of_calls()
    {
        var spans = new List<Activity>();
        var metrics = new List<Metric>();
        using (var tracing = Sdk.CreateTracerProviderBuilder().AddSource("WsRpc").AddInMemoryExporter(spans).Build())
        using (var metering = Sdk.CreateMeterProviderBuilder().AddMeter("WsRpc").AddInMemoryExporter(metrics).Build())
        {
            await using (var pair = await RpcTestPair.CreateAsync(
                server => server.AddService<IProbe>(connection => new Probe { OnRun = (text, _) => PingAsync(connection, text) }),
                client => client.AddService(new RpcRecorder<IOther>().Service)))
            {
                await pair.Client.GetProxy<IProbe>().RunAsync("x").Within();
            }

            await InTime.Until(() => spans.Count == 4);
            Assert.True(metering.ForceFlush());
        }

        Assert.Equal(["other.ping", "other.ping", "probe.run", "probe.run"], spans.Select(span => span.DisplayName).Order());
        Assert.Single(spans.Select(span => span.TraceId).Distinct());
        Assert.Contains("rpc.client.call.duration", metrics.Select(metric => metric.Name));
        Assert.Contains("rpc.server.call.duration", metrics.Select(metric => metric.Name));
    }

    private static async Task<string> PingAsync(RpcConnection connection, string text)
    {
        await connection.GetProxy<IOther>().PingAsync();
        return text;
    }
}
