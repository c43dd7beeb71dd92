using WsRpc.Testing;

namespace WsRpc.Tests.Interception;

/// <summary>What a service may know of the call it serves.</summary>
public sealed class RpcCallTests
{
    [Fact]
    public async Task Facts_are_those_of_the_call()
    {
        RpcCall? seen = null;
        await using var peer = await RawPeer.AttachAsync(new Probe
        {
            OnRun = (_, _) =>
            {
                seen = RpcCall.Current;
                return Task.FromResult("");
            },
            OnNote = _ => seen = RpcCall.Current,
        });
        await peer.Sends("""{"jsonrpc":"2.0","id":"a","method":"probe.run","params":["x"]}""");
        await peer.Receive();
        Assert.Equal(("probe.run", false, true, "\"a\"", null), (seen!.Method, seen.IsNotification, seen.IsIncoming, seen.Id, seen.Deadline));
        Assert.Same(peer.Engine, seen.Connection);
        Assert.True(seen.Arguments.IsEmpty);

        await peer.Sends("""{"jsonrpc":"2.0","method":"probe.note","params":["x"]}""");
        await peer.IsAliveAndSilent();
        Assert.Equal(("probe.note", true, null), (seen.Method, seen.IsNotification, seen.Id));
    }

    [Fact]
    public void Nothing_is_current_where_nothing_is_served() =>
        Assert.Contains("until the first await", Assert.Throws<InvalidOperationException>(() => RpcCall.Current).Message);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_is_known_behind_an_await_only_where_it_flows(bool flows)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var pair = await RpcTestPair.CreateAsync(server =>
        {
            server.FlowCallContext = flows;
            server.AddService<IProbe>(new Probe
            {
                OnRun = async (_, _) =>
                {
                    var before = RpcCall.Current;
                    begun.SetResult();
                    await goOn.Task;
                    return Record.Exception(() => RpcCall.Current) is null ? $"{ReferenceEquals(before, RpcCall.Current)}" : "unknown";
                },
            });
        });
        var call = pair.Client.GetProxy<IProbe>().RunAsync("x");
        await begun.Task.Within();
        goOn.SetResult();
        Assert.Equal(flows ? "True" : "unknown", await call.Within());
    }

    [Fact]
    public async Task Facts_stay_as_they_are_when_the_call_has_ended_and_others_come()
    {
        var seen = new List<RpcCall>();
        await using var peer = await RawPeer.AttachAsync(new Probe
        {
            OnRun = (_, _) =>
            {
                seen.Add(RpcCall.Current);
                return Task.FromResult("");
            },
        });
        for (var id = 1; id <= 3; id++)
        {
            await peer.Sends($$"""{"jsonrpc":"2.0","id":{{id}},"method":"probe.run","params":["x"]}""");
            await peer.Receive();
        }

        Assert.Equal(["1", "2", "3"], seen.Select(call => call.Id));
        Assert.Equal(3, seen.Distinct().Count());
    }

    [Fact]
    public async Task Deadline_is_that_of_the_caller()
    {
        var clock = new FakeTimeProvider();
        DateTimeOffset? deadline = null;
        await using var pair = await RpcTestPair.CreateAsync(
            server =>
            {
                server.TimeProvider = clock;
                server.AddService<IProbe>(new Probe
                {
                    OnRun = (_, _) =>
                    {
                        deadline = RpcCall.Current.Deadline;
                        return Task.FromResult("");
                    },
                });
            },
            client => client.TimeProvider = clock);
        await pair.Client.GetProxy<IProbe>().AddAsync(1, 2).Within(); // both hellos have arrived by then
        await pair.Client.GetProxy<IProbe>(new RpcCallOptions { Timeout = TimeSpan.FromSeconds(3) }).RunAsync("x").Within();
        Assert.Equal(clock.GetUtcNow() + TimeSpan.FromSeconds(3), deadline);
    }

    [Fact]
    public async Task Call_within_a_call_has_its_own_facts_and_the_outer_ones_come_back()
    {
        await using var pair = await RpcTestPair.CreateAsync(
            server => server.AddService<IProbe>(connection => new Probe
            {
                OnRun = async (_, _) =>
                {
                    var pinging = connection.GetProxy<IOther>().PingAsync();
                    var outer = RpcCall.Current.Method;
                    await pinging;
                    return outer;
                },
            }),
            client => client.AddService(new RpcRecorder<IOther>().Service));
        Assert.Equal("probe.run", await pair.Client.GetProxy<IProbe>().RunAsync("x").Within());
    }
}
