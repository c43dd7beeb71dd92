using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using WsRpc.Testing;

namespace WsRpc.Tests.Telemetry;

/// <summary>What the meter tells: docs/observability.md.</summary>
[Collection(nameof(AloneCollection))]
public sealed class MetricsTests : IDisposable
{
    private readonly ConcurrentQueue<(string Instrument, double Value, string Tags)> _measured = new();
    private readonly MeterListener _listener = new();

    public MetricsTests()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "WsRpc")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => _measured.Enqueue((instrument.Name, value, Text(tags))));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => _measured.Enqueue((instrument.Name, value, Text(tags))));
        _listener.Start();
    }

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task Durations_of_calls_are_measured_at_both_ends_by_the_clock_of_the_connection()
    {
        var clock = new FakeTimeProvider();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var goOn = new TaskCompletionSource<string>();
        await using (var pair = await RpcTestPair.CreateAsync(
            server =>
            {
                server.TimeProvider = clock;
                server.AddService<IProbe>(new Probe
                {
                    OnRun = (_, _) =>
                    {
                        begun.SetResult();
                        return goOn.Task;
                    },
                });
            },
            client => client.TimeProvider = clock))
        {
            var call = pair.Client.GetProxy<IProbe>().RunAsync("x");
            await begun.Task.Within();
            clock.Advance(TimeSpan.FromSeconds(3));
            goOn.SetResult("");
            await call.Within();
        }

        await InTime.Until(() => _measured.Count(IsDuration) == 2);
        Assert.Equal(
            [("rpc.client.call.duration", 3, "rpc.method=probe.run rpc.system.name=jsonrpc"), ("rpc.server.call.duration", 3, "rpc.method=probe.run rpc.system.name=jsonrpc")],
            _measured.Where(IsDuration).Order());
    }

    [Fact]
    public async Task What_is_under_way_comes_back_to_nothing()
    {
        await using (var pair = await RpcTestPair.CreateAsync(server => server.AddService<IProbe>(new Probe { OnRun = (_, _) => throw new InvalidOperationException() })))
        {
            await Assert.ThrowsAsync<RpcErrorException>(() => pair.Client.GetProxy<IProbe>().RunAsync("x").Within());
            await pair.Client.GetProxy<IProbe>().NoteAsync("x");
            await Assert.ThrowsAsync<RpcMethodNotFoundException>(() => pair.Client.InvokeAsync<int>("made.up").Within());
        }

        // Connections and calls of tests before this one may be ending still.
        await InTime.Until(() => Sum("wsrpc.client.active_calls", "probe.run") == 0 && Sum("wsrpc.server.active_calls") == 0);
        Assert.Contains(_measured, m => m is { Instrument: "wsrpc.client.active_calls", Value: 1 });
        Assert.Contains(_measured, m => m is { Instrument: "wsrpc.server.active_calls", Value: 1 });
        Assert.Equal(2, _measured.Count(m => m is { Instrument: "wsrpc.connections", Value: 1 }));
        await InTime.Until(() => _measured.Count(m => m is { Instrument: "wsrpc.connections", Value: -1 }) >= 2);
    }

    [Fact]
    public async Task Failures_are_told_by_their_code()
    {
        await using var pair = await RpcTestPair.CreateAsync(server => server.AddService<IProbe>(new Probe { OnRun = (_, _) => throw new InvalidOperationException() }));
        await Assert.ThrowsAsync<RpcErrorException>(() => pair.Client.GetProxy<IProbe>().RunAsync("x").Within());
        await InTime.Until(() => _measured.Count(IsDuration) == 2);
        Assert.All(
            _measured.Where(IsDuration),
            m => Assert.Equal("error.type=-32000 rpc.method=probe.run rpc.response.status_code=-32000 rpc.system.name=jsonrpc", m.Tags));
    }

    [Fact]
    public async Task Octets_are_counted_where_they_are_sent_and_received()
    {
        await using var peer = await RawPeer.AttachAsync(new Probe());
        const string Call = """{"jsonrpc":"2.0","id":1,"method":"probe.add","params":[1,2]}""";
        const string Answer = """{"jsonrpc":"2.0","id":1,"result":3}""";
        await peer.Sends(Call);
        await peer.Receives(Answer);
        await InTime.Until(() => _measured.Any(m => m.Instrument == "wsrpc.message.sent"));
        Assert.Equal(Call.Length, _measured.Where(m => m.Instrument == "wsrpc.message.received").Sum(m => m.Value));
        Assert.Equal(Answer.Length, _measured.Where(m => m.Instrument == "wsrpc.message.sent").Sum(m => m.Value));
    }

    [Fact]
    public async Task What_waits_for_peers_is_told_when_it_is_asked_for()
    {
        await using var one = await RawPeer.AttachAsync();
        await using var other = await RawPeer.AttachAsync();
        await InTime.Until(() => WaitingOctets() == 0); // connections of tests before this one may be ending still
        _ = one.Proxy.NoteAsync(new string('x', 600_000));
        _ = other.Proxy.NoteAsync(new string('x', 600_000));
        await InTime.Until(() => WaitingOctets() == one.Engine.OutgoingBytes + other.Engine.OutgoingBytes);
        Assert.True(WaitingOctets() > 200_000);
        one.Engine.Abort();
        await one.Engine.Completion.Within();
        await InTime.Until(() => WaitingOctets() == other.Engine.OutgoingBytes);
        await other.Receive();
        await InTime.Until(() => WaitingOctets() == 0);
    }

    private double WaitingOctets()
    {
        _measured.Clear();
        _listener.RecordObservableInstruments();
        return Assert.Single(_measured, m => m.Instrument == "wsrpc.outgoing.queue").Value;
    }

    private static bool IsDuration((string Instrument, double Value, string Tags) measured) =>
        measured.Instrument.EndsWith("duration", StringComparison.Ordinal) && measured.Tags.Contains("probe.run", StringComparison.Ordinal);

    private double Sum(string instrument, string tag = "") =>
        _measured.Where(m => m.Instrument == instrument && m.Tags.Contains(tag, StringComparison.Ordinal)).Sum(m => m.Value);

    private static string Text(ReadOnlySpan<KeyValuePair<string, object?>> tags) => string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}").Order());
}
