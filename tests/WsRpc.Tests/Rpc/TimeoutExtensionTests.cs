namespace WsRpc.Tests.Rpc;

/// <summary>docs/protocol.md, "Deadlines": what crosses the wire of two peers that both know of it.</summary>
public sealed class TimeoutExtensionTests
{
    private const string Hello = """{"jsonrpc":"2.0","method":"$/hello","params":{"version":1,"capabilities":["timeout"]}}""";

    private readonly FakeTimeProvider _clock = new();
    private bool _debugging;

    [Fact]
    public async Task Request_says_how_long_its_caller_waits()
    {
        await using var peer = await AttachAsync(timeout: TimeSpan.FromMilliseconds(1500));
        _ = peer.Proxy.AddAsync(1, 2);
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"probe.add","params":[1,2],"timeout":1500}""");
        await peer.Engine.NotifyAsync("x");
        await peer.Receives("""{"jsonrpc":"2.0","method":"x","params":[]}""");
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"$/hello","params":{"version":1,"capabilities":["timeout.2","parent"]}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/hello","params":{"version":1}}""")]
    public async Task Peer_without_the_capability_is_told_nothing(string hello)
    {
        await using var peer = await AttachAsync(timeout: TimeSpan.FromSeconds(1), hello: hello);
        _ = peer.Proxy.AddAsync(1, 2);
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"probe.add","params":[1,2]}""");
    }

    [Fact]
    public async Task Token_of_the_service_fires_at_the_deadline_and_the_answer_says_so()
    {
        var begun = new TaskCompletionSource();
        await using var peer = await AttachAsync(Waiting(begun));
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"method":"probe.run","params":["x"],"timeout":1500}""");
        await begun.Task.Within();
        _clock.Advance(TimeSpan.FromMilliseconds(1499));
        await peer.IsAliveAndSilent();
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"error":{"code":-32006,"message":"probe.run: the deadline has passed."}}""");
    }

    [Fact]
    public async Task Calls_that_the_service_makes_with_its_token_end_at_the_deadline_too()
    {
        var probe = new Probe();
        await using var peer = await AttachAsync(probe);
        probe.OnRun = async (_, token) => (await peer.Proxy.AskAsync(7, token)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"method":"probe.run","params":["x"],"timeout":1500}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"probe.ask","params":[7]}""");
        _clock.Advance(TimeSpan.FromMilliseconds(1500));
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"error":{"code":-32006,"message":"probe.run: the deadline has passed."}}""");
    }

    [Fact]
    public async Task Call_that_ends_in_time_leaves_no_timer()
    {
        var begun = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        await using var peer = await AttachAsync(new Probe
        {
            OnRun = async (_, token) =>
            {
                Assert.True(token.CanBeCanceled);
                begun.SetResult();
                await goOn.Task;
                return "done";
            },
        });
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"method":"probe.run","params":["x"],"timeout":1500}""");
        await begun.Task.Within();
        Assert.Equal(1, _clock.TimerCount);
        goOn.SetResult();
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"result":"done"}""");
        Assert.Equal(0, _clock.TimerCount);
    }

    [Fact]
    public async Task Cancellation_before_the_deadline_is_a_cancellation()
    {
        var begun = new TaskCompletionSource();
        await using var peer = await AttachAsync(Waiting(begun));
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"method":"probe.run","params":["x"],"timeout":1500}""");
        await begun.Task.Within();
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"error":{"code":-32800,"message":"The call was cancelled."}}""");
        _clock.Advance(TimeSpan.FromSeconds(2));
        await peer.IsAliveAndSilent();
    }

    [Fact]
    public async Task Service_that_does_not_ask_for_its_token_answers_when_it_is_done()
    {
        await using var peer = await AttachAsync(new Probe());
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"method":"probe.add","params":[1,2],"timeout":1}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"result":3}""");
        Assert.Equal(0, _clock.TimerCount);
    }

    [Theory]
    [InlineData(1500, 0.0, 1.5)]
    [InlineData(1500, 1.0, 1.5)]
    [InlineData(1500, 9.0, 9.0)] // it has passed: there is no time before now in which to end
    [InlineData(0, 1.0, null)]
    public async Task Deadline_of_an_incoming_call_stands_from_its_arrival(int timeout, double passed, double? expected)
    {
        await using var peer = await AttachAsync();
        var call = new IncomingCall();
        var message = System.Text.Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":1,"method":"probe.run","params":["x"]{{(timeout == 0 ? "" : $",\"timeout\":{timeout}")}}}""");
        WsRpc.Protocol.JsonRpc.JsonRpcReader.Read(message, 64, isUtf8: true, out var envelope);
        var arrival = _clock.GetUtcNow();
        call.Begin(peer.Engine.Session, message, envelope, batch: null);
        _clock.Advance(TimeSpan.FromSeconds(passed));
        Assert.Equal(expected is { } seconds ? arrival + TimeSpan.FromSeconds(seconds) : null, call.Deadline);
    }

    [Fact]
    public async Task Timeout_of_a_peer_that_did_not_say_that_it_knows_of_it_means_nothing()
    {
        var begun = new TaskCompletionSource();
        await using var peer = await AttachAsync(Waiting(begun), hello: """{"jsonrpc":"2.0","method":"$/hello","params":{"version":1}}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"method":"probe.run","params":["x"],"timeout":1500}""");
        await begun.Task.Within();
        Assert.Equal(0, _clock.TimerCount);
    }

    [Fact]
    public async Task Deadline_at_the_peer_is_a_timeout_to_its_caller()
    {
        await using var peer = await AttachAsync();
        var call = peer.Proxy.AddAsync(1, 2);
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"error":{"code":-32006,"message":"probe.add: the deadline has passed."}}""");
        var timeout = await Assert.ThrowsAsync<RpcTimeoutException>(() => call.Within());
        Assert.Equal(("probe.add: the deadline has passed.", "probe.add"), (timeout.Message, timeout.Method));
    }

    [Fact]
    public async Task Timeout_that_the_peer_was_first_to_notice_names_the_bound_too()
    {
        await using var peer = await AttachAsync(timeout: TimeSpan.FromSeconds(5));
        var call = peer.Proxy.AddAsync(1, 2);
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"error":{"code":-32006,"message":"probe.add: the deadline has passed."}}""");
        var timeout = await Assert.ThrowsAsync<RpcTimeoutException>(() => call.Within());
        Assert.Equal("probe.add: the deadline has passed. It had 5 s (CallTimeout).", timeout.Message);
    }

    [Fact]
    public async Task Batched_call_announces_what_is_left_when_the_batch_is_sent()
    {
        await using var peer = await AttachAsync(timeout: TimeSpan.FromSeconds(5));
        using var batch = peer.Engine.BeginBatch();
        var call = batch.GetProxy<IProbe>().AddAsync(1, 2);
        _clock.Advance(TimeSpan.FromSeconds(3));
        var later = batch.GetProxy<IProbe>().EchoAsync(7);
        await batch.SendAsync();
        var sent = System.Text.Json.Nodes.JsonNode.Parse(await peer.Receive())!.AsArray();
        Assert.Equal([2000, 5000], sent.Select(element => element!["timeout"]!.GetValue<int>()));
        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal("probe.add: no answer within 5 s (CallTimeout).", (await Assert.ThrowsAsync<RpcTimeoutException>(() => call.Within())).Message);
        Assert.False(later.IsCompleted);
    }

    [Fact]
    public async Task What_a_service_registers_on_its_token_may_throw()
    {
        var begun = new TaskCompletionSource();
        await using var peer = await AttachAsync(new Probe
        {
            OnRun = async (_, token) =>
            {
                token.Register(() => throw new InvalidOperationException("foreign code"));
                begun.SetResult();
                await Task.Delay(Timeout.Infinite, token);
                return "";
            },
        });
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"method":"probe.run","params":["x"],"timeout":1500}""");
        await begun.Task.Within();
        _clock.Advance(TimeSpan.FromSeconds(2));
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"error":{"code":-32006,"message":"probe.run: the deadline has passed."}}""");
    }

    [Fact]
    public async Task Deadline_waits_for_a_debugger()
    {
        var begun = new TaskCompletionSource();
        await using var peer = await AttachAsync(Waiting(begun));
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"method":"probe.run","params":["x"],"timeout":1500}""");
        await begun.Task.Within();
        _debugging = true;
        _clock.Advance(TimeSpan.FromSeconds(2));
        await peer.IsAliveAndSilent();
        _debugging = false;
        _clock.Advance(TimeSpan.FromSeconds(1));
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"error":{"code":-32006,"message":"probe.run: the deadline has passed."}}""");
    }

    private static Probe Waiting(TaskCompletionSource begun) => new()
    {
        OnRun = async (_, token) =>
        {
            var cancelled = new TaskCompletionSource<string>();
            token.Register(() => cancelled.SetCanceled(token));
            begun.SetResult();
            return await cancelled.Task;
        },
    };

    private async Task<RawPeer> AttachAsync(IProbe? probe = null, TimeSpan? timeout = null, string hello = Hello)
    {
        var peer = await RawPeer.AttachAsync(
            options =>
            {
                options.TimeProvider = _clock;
                options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
                options.CallTimeout = timeout ?? Timeout.InfiniteTimeSpan;
                options.IsDebuggerAttached = () => _debugging;
                options.AddService(probe ?? new Probe());
            },
            "wsrpc.1");
        await peer.Receive();
        await peer.Sends(hello);
        await peer.IsAliveAndSilent();
        return peer;
    }
}
