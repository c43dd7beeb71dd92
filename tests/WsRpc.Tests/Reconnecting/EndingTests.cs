namespace WsRpc.Tests.Reconnecting;

/// <summary>What ends a client that connects again: its owner, the server's no, and its own patience.</summary>
public sealed class EndingTests
{
    private static readonly RpcReconnect AtOnce = RpcReconnect.Backoff(TimeSpan.Zero);
    private static readonly RpcReconnect InTen = RpcReconnect.Backoff(TimeSpan.FromSeconds(10)) with { Jitter = RpcJitter.None };

    [Theory]
    [InlineData("close")]
    [InlineData("dispose")]
    [InlineData("abort")]
    public async Task End_while_a_delay_runs_ends_all_that_waits_and_leaves_no_timer(string how)
    {
        var (clock, states) = (new FakeTimeProvider(), new StateLog());
        using var server = new ScriptedServer();
        var client = await LoseAsync(server, states, InTen, clock);
        var proxy = client.GetProxy<IProbe>();
        Task[] calls =
        [
            proxy.EchoAsync(1).AsTask(),
            proxy.NoteAsync("x").AsTask(),
            client.GetProxy<IProbe>(new RpcCallOptions { Timeout = TimeSpan.FromSeconds(5) }).ResetAsync(),
        ];
        await End(client, how).Within();
        foreach (var call in calls)
        {
            Assert.False((await Assert.ThrowsAsync<RpcConnectionClosedException>(() => call.Within())).MayHaveRun);
        }

        var closed = await client.Completion.Within();
        Assert.Equal((how == "abort" ? 1006 : 1000, false), (closed.Code, closed.InitiatedByPeer));
        Assert.Equal(RpcConnectionState.Closed, client.State);
        Assert.Equal(closed, (await states.Becomes(RpcConnectionState.Closed)).Closed);
        await Assert.ThrowsAsync<RpcConnectionClosedException>(() => proxy.EchoAsync(2).AsTask().Within());
        await InTime.Until(() => clock.TimerCount == 0);
    }

    [Theory]
    [InlineData("close")]
    [InlineData("dispose")]
    [InlineData("abort")]
    public async Task End_while_dialing_ends_at_once(string how)
    {
        var states = new StateLog();
        using var server = new ScriptedServer();
        var client = await LoseAsync(server, states, AtOnce);
        using var ignored = await server.Ignores();
        var call = client.GetProxy<IProbe>().EchoAsync(1).AsTask();
        await End(client, how).Within();
        Assert.False((await Assert.ThrowsAsync<RpcConnectionClosedException>(() => call.Within())).MayHaveRun);
        await client.Completion.Within();
    }

    [Fact]
    public async Task Close_while_the_server_has_not_said_hello_is_an_orderly_one()
    {
        var states = new StateLog();
        using var server = new ScriptedServer();
        var client = await LoseAsync(server, states, AtOnce);
        var line = await server.Accepts("wsrpc.1");
        Assert.Contains("$/hello", await line.Receive());
        var closing = client.CloseAsync(4000, "enough").AsTask();
        Assert.True((await line.Socket.ReceiveAsync().Within()).IsClose);
        await closing.Within();
        Assert.Equal((4000, "enough", false), ((await client.Completion).Code, (await client.Completion).Reason, (await client.Completion).InitiatedByPeer));
    }

    [Fact]
    public async Task Close_of_an_open_connection_is_final()
    {
        await using var door = await FrontDoor.OpenAsync(new Probe());
        var client = await WsRpcClient.ConnectAsync(door.Url, options => options.Reconnect = AtOnce);
        await client.CloseAsync(1001, "going").Within();
        Assert.Equal(1001, (await client.Completion.Within()).Code);
        Assert.Equal(1, door.Knocks);
    }

    [Fact]
    public async Task Code_that_may_not_be_sent_closes_nothing()
    {
        var states = new StateLog();
        using var server = new ScriptedServer();
        await using var client = await LoseAsync(server, states, InTen, new FakeTimeProvider());
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => client.CloseAsync(1006).AsTask());
        Assert.Equal(RpcConnectionState.Reconnecting, client.State);
        Assert.False(client.GetProxy<IProbe>().EchoAsync(1).IsCompleted);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    public async Task Status_that_says_no_is_final(int status)
    {
        var states = new StateLog();
        using var server = new ScriptedServer();
        var client = await LoseAsync(server, states, AtOnce);
        var call = client.GetProxy<IProbe>().EchoAsync(1).AsTask();
        await server.Refuses(status);
        var closed = await client.Completion.Within();
        Assert.Equal(1012, closed.Code);
        Assert.StartsWith("back soon; not connected again in 1 attempt: ", closed.Reason);
        Assert.Equal(status, Assert.IsType<RpcConnectFailedException>(closed.Exception).StatusCode);
        Assert.Contains($"{status}", (await Assert.ThrowsAsync<RpcConnectionClosedException>(() => call.Within())).Message);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Status_that_says_later_is_not(int status)
    {
        var states = new StateLog();
        using var server = new ScriptedServer();
        await using var client = await LoseAsync(server, states, AtOnce);
        await server.Refuses(status);
        var failed = await states.Becomes(RpcConnectionState.Reconnecting);
        Assert.Equal(status, Assert.IsType<RpcConnectFailedException>(failed.Exception).StatusCode);
        await server.Accepts();
    }

    [Fact]
    public async Task The_application_may_judge_failures_itself_and_its_exception_counts_as_no()
    {
        var (states, logger) = (new StateLog(), new RecordingLogger());
        using var server = new ScriptedServer();
        var client = await LoseAsync(
            server,
            states,
            AtOnce with { ShouldRetry = failure => failure.StatusCode == 404 ? true : throw new InvalidOperationException("undecided") },
            configure: options => options.LoggerFactory = logger);
        await server.Refuses(404);
        await server.Refuses(503);
        Assert.Contains("in 2 attempts", (await client.Completion.Within()).Reason);
        Assert.Contains(logger.Entries, entry => entry.Exception?.Message == "undecided");
    }

    [Fact]
    public async Task Attempts_are_used_up()
    {
        var (clock, states) = (new FakeTimeProvider(), new StateLog());
        using var server = new ScriptedServer();
        var client = await LoseAsync(server, states, InTen with { MaxAttempts = 2 }, clock);
        clock.Advance(TimeSpan.FromSeconds(10));
        await server.Refuses(503);
        Assert.Equal(2, (await states.Becomes(RpcConnectionState.Reconnecting)).Attempt);
        clock.Advance(TimeSpan.FromSeconds(20));
        await server.Refuses(503);
        Assert.Contains("not connected again in 2 attempts", (await client.Completion.Within()).Reason);
    }

    [Fact]
    public async Task Connection_that_does_not_stand_does_not_begin_the_count_anew()
    {
        var (clock, states) = (new FakeTimeProvider(), new StateLog());
        using var server = new ScriptedServer();
        await using var client = await LoseAsync(server, states, InTen, clock);
        clock.Advance(TimeSpan.FromSeconds(10));
        var line = await server.Accepts();
        Assert.Equal(1, (await states.Becomes(RpcConnectionState.Open)).Attempt);
        line.Cuts();
        var lost = await states.Becomes(RpcConnectionState.Reconnecting);
        Assert.Equal((2, TimeSpan.FromSeconds(20)), (lost.Attempt, lost.Delay));
        clock.Advance(TimeSpan.FromSeconds(20));
        line = await server.Accepts();
        await states.Becomes(RpcConnectionState.Open);
        clock.Advance(TimeSpan.FromSeconds(30));
        line.Cuts();
        lost = await states.Becomes(RpcConnectionState.Reconnecting);
        Assert.Equal((1, TimeSpan.FromSeconds(10)), (lost.Attempt, lost.Delay));
    }

    private static async Task<WsRpcClient> LoseAsync(ScriptedServer server, StateLog states, RpcReconnect reconnect, TimeProvider? clock = null, Action<WsRpcClientOptions>? configure = null)
    {
        var connecting = server.Dials(options =>
        {
            options.TimeProvider = clock ?? TimeProvider.System;
            options.Reconnect = reconnect;
            options.OnStateChanged = states.Add;
            configure?.Invoke(options);
        });
        var line = await server.Accepts();
        var client = await connecting;
        await line.Closes(1012, "back soon");
        await states.Becomes(RpcConnectionState.Open);
        await states.Becomes(RpcConnectionState.Reconnecting);
        return client;
    }

    private static Task End(WsRpcClient client, string how)
    {
        switch (how)
        {
            case "close":
                return client.CloseAsync().AsTask();
            case "dispose":
                return client.DisposeAsync().AsTask();
            default:
                client.Abort();
                return client.Completion;
        }
    }
}
