namespace WsRpc.Tests.Reconnecting;

/// <summary>A client that has lost its connection makes it again, and what hangs on it goes on.</summary>
public sealed class ReconnectTests
{
    private static readonly RpcReconnect AtOnce = RpcReconnect.Backoff(TimeSpan.Zero);

    [Theory]
    [InlineData("server aborts")]
    [InlineData("server closes")]
    [InlineData("network cuts")]
    public async Task Proxies_go_on_over_the_next_connection(string end)
    {
        await using var door = await FrontDoor.OpenAsync(new Probe());
        var states = new StateLog();
        await using var client = await WsRpcClient.ConnectAsync(door.Url, options =>
        {
            options.Reconnect = AtOnce;
            options.OnStateChanged = states.Add;
        });
        var proxy = client.GetProxy<IProbe>();
        var view = client.GetProxy<IProbe>(new RpcCallOptions { Timeout = InTime.Limit });
        Assert.Equal(1, await proxy.EchoAsync(1).Within());
        await states.Becomes(RpcConnectionState.Open);

        await End(door, end);
        Assert.Equal(end == "server closes" ? 1001 : 1006, (await states.Becomes(RpcConnectionState.Reconnecting)).Closed!.Code);
        await states.Becomes(RpcConnectionState.Open);
        Assert.Equal(2, await proxy.EchoAsync(2).Within());
        Assert.Equal(3, await view.EchoAsync(3).Within());
        Assert.Equal(4, await client.InvokeAsync<int>("probe.echo", new System.Text.Json.Nodes.JsonArray(4)).Within());
        Assert.Same(proxy, client.GetProxy<IProbe>());
        Assert.Equal(RpcConnectionState.Open, client.State);
        Assert.False(client.Completion.IsCompleted);
        Assert.False(client.Closed.IsCancellationRequested);
        Assert.Equal(4, client.Counters.CallsMade);
    }

    [Fact]
    public async Task Server_that_stops_is_found_again_when_it_is_back()
    {
        var clock = new FakeTimeProvider();
        await using var door = await FrontDoor.OpenAsync(new Probe());
        var states = new StateLog();
        await using var client = await WsRpcClient.ConnectAsync(door.Url, options =>
        {
            options.TimeProvider = clock;
            options.Reconnect = RpcReconnect.Backoff() with { Jitter = RpcJitter.None };
            options.OnStateChanged = states.Add;
        });
        await states.Becomes(RpcConnectionState.Open);
        await door.StopServerAsync();

        var lost = await states.Becomes(RpcConnectionState.Reconnecting);
        Assert.Equal((RpcConnectionState.Open, 1, TimeSpan.FromSeconds(1), 1001), (lost.Old, lost.Attempt, lost.Delay, lost.Closed!.Code));
        Assert.Null(lost.Exception);
        clock.Advance(TimeSpan.FromSeconds(1));

        var failed = await states.Becomes(RpcConnectionState.Reconnecting);
        Assert.Equal((RpcConnectionState.Reconnecting, 2, TimeSpan.FromSeconds(2), 1001), (failed.Old, failed.Attempt, failed.Delay, failed.Closed!.Code));
        Assert.IsType<RpcConnectFailedException>(failed.Exception);
        var waiting = client.GetProxy<IProbe>().EchoAsync(7).AsTask();
        await door.StartServerAsync(server => server.AddService<IProbe>(new Probe()));
        clock.Advance(TimeSpan.FromSeconds(2));

        var open = await states.Becomes(RpcConnectionState.Open);
        Assert.Equal((RpcConnectionState.Reconnecting, 2, null), (open.Old, open.Attempt, open.Delay));
        Assert.Equal(7, await waiting.Within());
    }

    [Fact]
    public async Task Calls_in_flight_end_and_may_have_run()
    {
        using var server = new ScriptedServer();
        var connecting = server.Dials(options => options.Reconnect = AtOnce);
        var line = await server.Accepts();
        await using var client = await connecting;
        var proxy = client.GetProxy<IProbe>();
        Task[] calls = [proxy.ResetAsync(), proxy.EchoAsync(1).AsTask(), client.InvokeAsync<int>("a")];
        await line.Receive();
        await line.Receive();
        await line.Receive();
        line.Cuts();
        foreach (var call in calls)
        {
            Assert.True((await Assert.ThrowsAsync<RpcConnectionLostException>(() => call.Within())).MayHaveRun);
        }

        var echo = proxy.EchoAsync(5).AsTask();
        var next = await server.Accepts();
        await next.Receives("""{"jsonrpc":"2.0","id":1,"method":"probe.echo","params":[5]}""");
        await next.Sends("""{"jsonrpc":"2.0","id":1,"result":5}""");
        Assert.Equal(5, await echo.Within());
    }

    [Theory]
    [InlineData(1000, false)]
    [InlineData(1001, true)]
    [InlineData(1002, false)]
    [InlineData(1003, false)]
    [InlineData(1007, false)]
    [InlineData(1008, false)]
    [InlineData(1009, true)]
    [InlineData(1010, false)]
    [InlineData(1011, true)]
    [InlineData(1012, true)]
    [InlineData(1013, true)]
    [InlineData(1014, true)]
    [InlineData(3000, false)]
    [InlineData(4000, false)]
    public async Task The_close_code_says_whether_to_come_back(int code, bool comesBack)
    {
        using var server = new ScriptedServer();
        var connecting = server.Dials(options => options.Reconnect = AtOnce);
        var line = await server.Accepts();
        await using var client = await connecting;
        await line.Closes(code, "so be it");
        if (comesBack)
        {
            await server.Accepts();
        }
        else
        {
            var closed = await client.Completion.Within();
            Assert.Equal((code, "so be it", true), (closed.Code, closed.Reason, closed.InitiatedByPeer));
            Assert.Equal(RpcConnectionState.Closed, client.State);
        }
    }

    [Fact]
    public async Task The_application_may_judge_the_end_itself()
    {
        using var server = new ScriptedServer();
        var connecting = server.Dials(options => options.Reconnect = AtOnce with { ShouldReconnect = closed => closed.Code == 4001 });
        var line = await server.Accepts();
        await using var client = await connecting;
        await line.Closes(4001);
        line = await server.Accepts();
        line.Cuts();
        Assert.Equal(1006, (await client.Completion.Within()).Code);
    }

    [Fact]
    public async Task What_tells_of_the_peer_is_that_of_the_connection_that_stands()
    {
        using var server = new ScriptedServer();
        var states = new StateLog();
        var connecting = server.Dials(options =>
        {
            options.Reconnect = AtOnce;
            options.OnStateChanged = states.Add;
        });
        var line = await server.Accepts("wsrpc.1");
        await using var client = await connecting;
        var id = client.Id;
        var first = client.Handshake;
        Assert.Equal("wsrpc.1", first.Subprotocol);
        await line.Sends("""{"jsonrpc":"2.0","method":"$/hello","params":{"version":1,"limits":{"maxCallsInFlight":5}}}""");
        await InTime.Until(() => client.PeerLimits is not null);

        await states.Becomes(RpcConnectionState.Open);
        line.Cuts();
        await server.Accepts();
        await states.Becomes(RpcConnectionState.Reconnecting);
        await states.Becomes(RpcConnectionState.Open);
        Assert.Equal("jsonrpc", client.Handshake.Subprotocol);
        Assert.NotSame(first, client.Handshake);
        Assert.Null(client.PeerLimits);
        Assert.Equal(server.Url.Port, ((System.Net.IPEndPoint)client.RemoteEndPoint!).Port);
        Assert.Equal(id, client.Id);
    }

    [Fact]
    public async Task Services_of_the_client_are_made_once_and_disposed_at_the_end()
    {
        await using var door = await FrontDoor.OpenAsync(new Probe());
        var states = new StateLog();
        var made = new List<DisposableProbe>();
        await using var client = await WsRpcClient.ConnectAsync(door.Url, options =>
        {
            options.Reconnect = AtOnce;
            options.OnStateChanged = states.Add;
            options.AddService<IProbe>(_ =>
            {
                made.Add(new DisposableProbe());
                return made[^1];
            });
        });
        await states.Becomes(RpcConnectionState.Open);
        for (var i = 0; i < 3; i++)
        {
            await InTime.Until(() => door.Server.Connections.Count == 1);
            var connection = door.Server.Connections.Single();
            Assert.Equal(i, await connection.GetProxy<IProbe>().EchoAsync(i).Within());
            connection.Abort();
            await connection.Completion.Within();
            await states.Becomes(RpcConnectionState.Reconnecting);
            await states.Becomes(RpcConnectionState.Open);
        }

        Assert.False(Assert.Single(made).Disposed.IsCompleted);
        await client.CloseAsync().Within();
        await made[0].Disposed.Within();
    }

    [Fact]
    public async Task Services_are_disposed_behind_the_last_call_of_an_earlier_connection()
    {
        using var server = new ScriptedServer();
        var entered = new TaskCompletionSource();
        var leave = new TaskCompletionSource();
        var probe = new DisposableProbe
        {
            OnRun = async (name, _) =>
            {
                entered.SetResult();
                await leave.Task;
                return name;
            },
        };
        var connecting = server.Dials(options =>
        {
            options.Reconnect = AtOnce;
            options.AddService<IProbe>(_ => probe);
        });
        var line = await server.Accepts();
        await using var client = await connecting;
        await line.Sends("""{"jsonrpc":"2.0","id":1,"method":"probe.run","params":["x"]}""");
        await entered.Task.Within();
        line.Cuts();
        line = await server.Accepts();
        await line.Closes(1000);
        await client.Completion.Within();
        Assert.False(probe.Disposed.IsCompleted);
        leave.SetResult();
        await probe.Disposed.Within();
    }

    [Fact]
    public async Task Without_it_a_lost_connection_is_the_end()
    {
        await using var door = await FrontDoor.OpenAsync(new Probe());
        await using var client = await WsRpcClient.ConnectAsync(door.Url);
        Assert.Equal(RpcConnectionState.Open, client.State);
        door.Cuts();
        Assert.Equal(1006, (await client.Completion.Within()).Code);
        Assert.Equal(RpcConnectionState.Closed, client.State);
        Assert.Equal(1, door.Knocks);
    }

    private static Task End(FrontDoor door, string end)
    {
        var connection = door.Server.Connections.Single();
        switch (end)
        {
            case "server aborts":
                connection.Abort();
                return Task.CompletedTask;
            case "server closes":
                return connection.CloseAsync(1001, "the server moves").Within();
            default:
                door.Cuts();
                return Task.CompletedTask;
        }
    }

    private sealed class DisposableProbe : IProbe, IDisposable
    {
        private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Probe _probe = new();

        public Task Disposed => _disposed.Task;

        public Func<string, CancellationToken, Task<string>> OnRun { init => _probe.OnRun = value; }

        public Task<int> AddAsync(int a, int b) => _probe.AddAsync(a, b);

        public ValueTask<int> EchoAsync(int value) => _probe.EchoAsync(value);

        public ValueTask<string> SayAsync(string text, int times, string? mark) => _probe.SayAsync(text, times, mark);

        public Task<string> RunAsync(string name, CancellationToken cancellationToken) => _probe.RunAsync(name, cancellationToken);

        public ValueTask<int> AskAsync(int value, CancellationToken cancellationToken) => _probe.AskAsync(value, cancellationToken);

        public Task<Box> OpenAsync(Box box) => _probe.OpenAsync(box);

        public Task ResetAsync() => _probe.ResetAsync();

        public ValueTask NoteAsync(string text) => _probe.NoteAsync(text);

        public void Dispose() => _disposed.SetResult();
    }
}
