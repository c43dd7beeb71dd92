namespace WsRpc.Tests.Reconnecting;

/// <summary>The first connection, the tokens of each, and who is told of what.</summary>
public sealed class FirstConnectTests
{
    private static readonly RpcReconnect Plain = RpcReconnect.Backoff(TimeSpan.FromSeconds(1)) with { Jitter = RpcJitter.None };

    [Fact]
    public async Task Server_that_is_not_there_yet_is_waited_for()
    {
        var (clock, states) = (new FakeTimeProvider(), new StateLog());
        await using var door = new FrontDoor(); // nobody listens: refused
        var connecting = WsRpcClient.ConnectAsync(door.Url, options =>
        {
            options.TimeProvider = clock;
            options.Reconnect = Plain with { FirstConnect = true };
            options.OnStateChanged = states.Add;
        });
        var failed = await states.Becomes(RpcConnectionState.Connecting);
        Assert.Equal((RpcConnectionState.Connecting, 2, TimeSpan.FromSeconds(1)), (failed.Old, failed.Attempt, failed.Delay));
        Assert.IsType<RpcConnectFailedException>(failed.Exception);
        Assert.False(connecting.IsCompleted);
        await door.StartServerAsync(server => server.AddService<IProbe>(new Probe()));
        door.Listen();
        clock.Advance(TimeSpan.FromSeconds(1));
        await using var client = await connecting.Within();
        Assert.Equal(2, (await states.Becomes(RpcConnectionState.Open)).Attempt);
        Assert.Equal(1, await client.GetProxy<IProbe>().EchoAsync(1).Within());
    }

    [Fact]
    public async Task By_itself_the_first_failure_is_told_at_once()
    {
        var states = new StateLog();
        await using var door = new FrontDoor();
        await Assert.ThrowsAsync<RpcConnectFailedException>(() => WsRpcClient.ConnectAsync(door.Url, options =>
        {
            options.Reconnect = Plain;
            options.OnStateChanged = states.Add;
        }).Within());
        Assert.IsType<RpcConnectFailedException>((await states.Becomes(RpcConnectionState.Closed)).Exception);
    }

    [Fact]
    public async Task Token_ends_the_wait_for_the_first_connection()
    {
        var states = new StateLog();
        using var cancellation = new CancellationTokenSource();
        await using var door = new FrontDoor();
        var connecting = WsRpcClient.ConnectAsync(
            door.Url,
            options =>
            {
                options.TimeProvider = new FakeTimeProvider();
                options.Reconnect = Plain with { FirstConnect = true };
                options.OnStateChanged = states.Add;
            },
            cancellation.Token);
        await states.Becomes(RpcConnectionState.Connecting);
        cancellation.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting.Within());
        await states.Becomes(RpcConnectionState.Closed);
    }

    [Fact]
    public async Task Every_attempt_has_a_token_of_its_own()
    {
        using var server = new ScriptedServer();
        var tokens = 0;
        var connecting = server.Dials(options =>
        {
            options.BearerToken = _ => new($"t{++tokens}");
            options.Reconnect = RpcReconnect.Backoff(TimeSpan.Zero);
        });
        var line = await server.Accepts();
        await using var client = await connecting;
        line.Cuts();
        await server.Refuses(503);
        await server.Accepts();
        Assert.Equal(["Bearer t1", "Bearer t2", "Bearer t3"], server.Requests.Select(request => request["Authorization"]));
    }

    [Fact]
    public async Task Token_that_cannot_be_had_is_a_failed_attempt()
    {
        using var server = new ScriptedServer();
        var failure = await Assert.ThrowsAsync<RpcConnectFailedException>(() => WsRpcClient.ConnectAsync(server.Url, options => options.BearerToken = _ => throw new InvalidOperationException("no login")).Within());
        Assert.Contains("BearerToken has failed: no login", failure.Message);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Token_beside_a_header_of_its_own_is_a_mistake() =>
        await Assert.ThrowsAsync<ArgumentException>(() => WsRpcClient.ConnectAsync("ws://127.0.0.1:1/", options =>
        {
            options.Headers["authorization"] = "Basic eA==";
            options.BearerToken = _ => new("t");
        }));

    [Fact]
    public async Task Handler_that_throws_is_logged_and_keeps_nobody_from_hearing()
    {
        var (states, logger) = (new StateLog(), new RecordingLogger());
        using var server = new ScriptedServer();
        var connecting = server.Dials(options =>
        {
            options.LoggerFactory = logger;
            options.Reconnect = RpcReconnect.Backoff(TimeSpan.Zero);
        });
        var line = await server.Accepts();
        await using var client = await connecting;
        client.StateChanged += (_, _) => throw new InvalidOperationException("handler");
        client.StateChanged += (sender, change) =>
        {
            Assert.Same(client, sender);
            states.Add(change);
        };
        line.Cuts();
        await server.Accepts();
        await states.Becomes(RpcConnectionState.Reconnecting);
        await states.Becomes(RpcConnectionState.Open);
        Assert.Equal(2, logger.Entries.Count(entry => entry.Exception?.Message == "handler"));
    }
}
