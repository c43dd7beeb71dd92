namespace WsRpc.Tests.Rpc;

/// <summary>How long calls of ours may take, towards a peer that does not know of it.</summary>
public sealed class CallDeadlineTests
{
    private readonly FakeTimeProvider _clock = new();
    private bool _debugging;

    [Fact]
    public async Task Call_without_any_bound_sets_no_timer()
    {
        await using var peer = await AttachAsync();
        var call = peer.Proxy.AddAsync(1, 2);
        await peer.Receive();
        Assert.Equal(0, _clock.TimerCount);
        Assert.False(call.IsCompleted);
    }

    [Fact]
    public async Task Call_that_takes_too_long_ends_and_the_peer_is_told()
    {
        await using var peer = await AttachAsync(TimeSpan.FromSeconds(5));
        var call = peer.Proxy.AddAsync(1, 2);
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"probe.add","params":[1,2]}""");
        _clock.Advance(TimeSpan.FromSeconds(5) - TimeSpan.FromTicks(1));
        Assert.False(call.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(2));
        var timeout = await Assert.ThrowsAsync<RpcTimeoutException>(() => call.Within());
        Assert.Equal(("probe.add: no answer within 5 s (CallTimeout).", "probe.add"), (timeout.Message, timeout.Method));
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}""");
    }

    [Fact]
    public async Task Answer_in_time_counts_and_a_later_one_is_dropped()
    {
        await using var peer = await AttachAsync(TimeSpan.FromSeconds(5));
        var answered = peer.Proxy.EchoAsync(1).AsTask();
        var late = peer.Proxy.EchoAsync(2).AsTask();
        await peer.Receive();
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":1}""");
        Assert.Equal(1, await answered.Within());
        _clock.Advance(TimeSpan.FromSeconds(6));
        await Assert.ThrowsAsync<RpcTimeoutException>(() => late.Within());
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":2}}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":2,"result":2}""");
        await peer.IsAliveAndSilent();
        Assert.Equal(1, peer.Engine.Counters.UnmatchedResponses);
    }

    [Fact]
    public async Task Calls_that_are_made_later_end_later_by_one_timer()
    {
        await using var peer = await AttachAsync(TimeSpan.FromSeconds(5));
        var first = peer.Proxy.AddAsync(1, 2);
        _clock.Advance(TimeSpan.FromSeconds(3));
        var second = peer.Proxy.AddAsync(3, 4);
        Assert.Equal(1, _clock.TimerCount);
        _clock.Advance(TimeSpan.FromSeconds(3));
        await Assert.ThrowsAsync<RpcTimeoutException>(() => first.Within());
        Assert.False(second.IsCompleted);
        Assert.Equal(1, _clock.TimerCount);
        _clock.Advance(TimeSpan.FromSeconds(3));
        await Assert.ThrowsAsync<RpcTimeoutException>(() => second.Within());
        Assert.Equal(0, _clock.TimerCount);
    }

    [Fact]
    public async Task Shorter_time_is_not_kept_waiting_by_a_longer_one()
    {
        await using var peer = await AttachAsync(TimeSpan.FromSeconds(60));
        var slow = peer.Proxy.AddAsync(1, 2);
        var quick = peer.Engine.GetProxy<IProbe>(new RpcCallOptions { Timeout = TimeSpan.FromSeconds(1) }).AddAsync(3, 4);
        _clock.Advance(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAsync<RpcTimeoutException>(() => quick.Within());
        Assert.False(slow.IsCompleted);
    }

    [Theory]
    [InlineData(0, 0, 2, "TimeoutMilliseconds")]
    [InlineData(1, 0, 1, "CallTimeout")]
    [InlineData(9, 1, 1, "RpcCallOptions.Timeout")]
    [InlineData(9, 5, 2, "TimeoutMilliseconds")]
    public async Task Smallest_bound_counts_and_is_named(int connection, int proxy, int expected, string bound)
    {
        await using var peer = await AttachAsync(connection == 0 ? null : TimeSpan.FromSeconds(connection));
        var contract = proxy == 0 ? peer.Engine.GetProxy<IDeadlines>() : peer.Engine.GetProxy<IDeadlines>(new RpcCallOptions { Timeout = TimeSpan.FromSeconds(proxy) });
        var call = contract.TwoSecondsAsync(1).AsTask();
        _clock.Advance(TimeSpan.FromSeconds(expected) - TimeSpan.FromMilliseconds(1));
        Assert.False(call.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(2));
        var timeout = await Assert.ThrowsAsync<RpcTimeoutException>(() => call.Within());
        Assert.Equal($"slow.twoSeconds: no answer within {expected} s ({bound}).", timeout.Message);
    }

    [Fact]
    public async Task Deadline_is_a_time_by_the_clock_of_the_connection()
    {
        await using var peer = await AttachAsync();
        var proxy = peer.Engine.GetProxy<IProbe>(new RpcCallOptions { Deadline = _clock.GetUtcNow() + TimeSpan.FromSeconds(3) });
        _clock.Advance(TimeSpan.FromSeconds(2));
        var call = proxy.AddAsync(1, 2);
        _clock.Advance(TimeSpan.FromSeconds(1.1));
        Assert.Equal("probe.add: no answer within 1 s (RpcCallOptions.Deadline).", (await Assert.ThrowsAsync<RpcTimeoutException>(() => call.Within())).Message);
    }

    [Fact]
    public async Task Call_behind_its_deadline_is_not_sent()
    {
        await using var peer = await AttachAsync();
        var proxy = peer.Engine.GetProxy<IProbe>(new RpcCallOptions { Deadline = _clock.GetUtcNow() });
        var passed = await Assert.ThrowsAsync<RpcTimeoutException>(() => proxy.AddAsync(1, 2).Within());
        Assert.Equal("probe.add was not sent: its time was over before (RpcCallOptions.Deadline).", passed.Message);
        await peer.IsAliveAndSilent();
        Assert.Equal(0, peer.Engine.Counters.CallsMade);
    }

    [Fact]
    public async Task Token_ends_a_call_that_has_a_deadline_too()
    {
        await using var peer = await AttachAsync(TimeSpan.FromSeconds(5));
        using var cancellation = new CancellationTokenSource();
        var call = peer.Proxy.AskAsync(1, cancellation.Token).AsTask();
        await peer.Receive();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Within());
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}""");
        _clock.Advance(TimeSpan.FromSeconds(6));
        await peer.IsAliveAndSilent();
    }

    [Fact]
    public async Task Untyped_call_has_the_bound_of_the_connection()
    {
        await using var peer = await AttachAsync(TimeSpan.FromSeconds(5));
        var call = peer.Engine.InvokeAsync<int>("any");
        _clock.Advance(TimeSpan.FromSeconds(6));
        await Assert.ThrowsAsync<RpcTimeoutException>(() => call.Within());
    }

    [Fact]
    public async Task Untyped_call_has_options_of_its_own()
    {
        await using var peer = await AttachAsync(TimeSpan.FromSeconds(5));
        var call = peer.Engine.InvokeAsync<int>("any", null, new RpcCallOptions { Timeout = TimeSpan.FromSeconds(2) });
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"any","params":[]}""");
        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal("any: no answer within 2 s (RpcCallOptions.Timeout).", (await Assert.ThrowsAsync<RpcTimeoutException>(() => call.Within())).Message);
        await Assert.ThrowsAsync<ArgumentException>(() => peer.Engine.InvokeAsync<int>("any", 5, new RpcCallOptions()));
        await Assert.ThrowsAsync<ArgumentNullException>(() => peer.Engine.InvokeAsync<int>("any", null, null!));
    }

    [Fact]
    public async Task End_of_the_connection_ends_the_timer()
    {
        var peer = await AttachAsync(TimeSpan.FromSeconds(5));
        var call = peer.Proxy.AddAsync(1, 2);
        Assert.Equal(1, _clock.TimerCount);
        await peer.DisposeAsync();
        await Assert.ThrowsAnyAsync<RpcConnectionException>(() => call.Within());
        await peer.Engine.Completion.Within();
        Assert.Equal(0, _clock.TimerCount);
    }

    [Fact]
    public async Task Time_stands_still_while_a_debugger_is_attached()
    {
        await using var peer = await AttachAsync(TimeSpan.FromSeconds(5));
        var call = peer.Proxy.AddAsync(1, 2);
        _debugging = true;
        for (var i = 0; i < 10; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.False(call.IsCompleted);
        _debugging = false;
        _clock.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<RpcTimeoutException>(() => call.Within());
    }

    [Fact]
    public async Task Time_goes_on_in_a_debugger_where_that_is_asked_for()
    {
        await using var peer = await AttachAsync(TimeSpan.FromSeconds(5), pauses: false);
        _debugging = true;
        var call = peer.Proxy.AddAsync(1, 2);
        _clock.Advance(TimeSpan.FromSeconds(6));
        await Assert.ThrowsAsync<RpcTimeoutException>(() => call.Within());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void Bounds_are_positive(int seconds)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RpcCallOptions { Timeout = TimeSpan.FromSeconds(seconds) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RpcSettings(new WsRpcClientOptions { CallTimeout = TimeSpan.FromSeconds(seconds) }));
    }

    [Fact]
    public async Task Proxies_with_options_lead_to_the_same_connection()
    {
        await using var peer = await AttachAsync();
        var view = peer.Engine.GetProxy<IProbe>(new RpcCallOptions());
        Assert.Same(peer.Engine, RpcConnection.Of(view));
        Assert.NotSame(peer.Proxy, view);
    }

    [Fact]
    public async Task Thousands_of_calls_with_deadlines_each_end_once()
    {
        await using var peer = await AttachAsync(TimeSpan.FromSeconds(5));
        var calls = Enumerable.Range(0, 3000).Select(i => peer.Proxy.EchoAsync(i).AsTask()).ToList();
        for (var i = 0; i < calls.Count; i++)
        {
            await peer.Receive();
        }

        for (var id = 1; id <= calls.Count; id += 2)
        {
            await peer.Sends($$"""{"jsonrpc":"2.0","id":{{id}},"result":7}""");
        }

        await InTime.Until(() => calls.Count(call => call.IsCompleted) == 1500);
        _clock.Advance(TimeSpan.FromSeconds(6));
        await Task.WhenAll(calls).ContinueWith(_ => { }, TaskScheduler.Default).Within();
        Assert.Equal((1500, 1500), (calls.Count(call => call.IsCompletedSuccessfully), calls.Count(call => call.Exception?.InnerException is RpcTimeoutException)));
    }

    private Task<RawPeer> AttachAsync(TimeSpan? timeout = null, bool pauses = true) => RawPeer.AttachAsync(options =>
    {
        options.TimeProvider = _clock;
        options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
        options.CallTimeout = timeout ?? Timeout.InfiniteTimeSpan;
        options.PauseTimeoutsWhenDebugging = pauses;
        options.IsDebuggerAttached = () => _debugging;
    });
}
