using System.Text.Json.Nodes;

namespace WsRpc.Tests.Reconnecting;

/// <summary>What becomes of calls that are made while there is no connection.</summary>
public sealed class WhileAwayTests
{
    // Long enough that nothing happens unless the clock is moved.
    private static readonly RpcReconnect InTen = RpcReconnect.Backoff(TimeSpan.FromSeconds(10)) with { Jitter = RpcJitter.None };

    [Fact]
    public async Task Calls_and_notifications_wait_and_go_in_their_order()
    {
        await using var away = await Away.CreateAsync();
        var proxy = away.Client.GetProxy<IProbe>();
        var first = proxy.EchoAsync(1).AsTask();
        var second = proxy.NoteAsync("two").AsTask();
        var third = away.Client.InvokeAsync<int>("three", new JsonArray(3));
        var fourth = away.Client.NotifyAsync("four").AsTask();
        var fifth = away.Client.GetProxy<IProbe>(new RpcCallOptions { Timeout = InTime.Limit }).AskAsync(5).AsTask();
        var all = new Task[] { first, second, third, fourth, fifth };
        Assert.All(all, call => Assert.False(call.IsCompleted));

        var line = await away.ComesBack();
        await line.Receives("""{"jsonrpc":"2.0","id":1,"method":"probe.echo","params":[1]}""");
        await line.Receives("""{"jsonrpc":"2.0","method":"probe.note","params":["two"]}""");
        await line.Receives("""{"jsonrpc":"2.0","id":2,"method":"three","params":[3]}""");
        await line.Receives("""{"jsonrpc":"2.0","method":"four","params":[]}""");
        await line.Receives("""{"jsonrpc":"2.0","id":3,"method":"probe.ask","params":[5]}""");
        await line.Sends("""{"jsonrpc":"2.0","id":1,"result":1}""");
        await line.Sends("""{"jsonrpc":"2.0","id":2,"result":3}""");
        await line.Sends("""{"jsonrpc":"2.0","id":3,"result":5}""");
        await Task.WhenAll(all).Within();
        Assert.Equal((1, 3, 5), (await first, await third, await fifth));
    }

    [Fact]
    public async Task Where_calls_do_not_wait_they_fail_at_once_and_have_not_run()
    {
        await using var away = await Away.CreateAsync(InTen with { CallsWait = false });
        var proxy = away.Client.GetProxy<IProbe>();
        foreach (var call in (Func<Task>[])[() => proxy.ResetAsync(), () => proxy.EchoAsync(1).AsTask(), () => proxy.NoteAsync("x").AsTask(), () => away.Client.InvokeAsync<int>("a")])
        {
            var failure = await Assert.ThrowsAsync<RpcConnectionClosedException>(() => call().Within());
            Assert.False(failure.MayHaveRun);
            Assert.EndsWith("was not sent: the connection is lost (closed with code 1012: back soon), and calls do not wait for the next one.", failure.Message);
        }

        var line = await away.ComesBack();
        await away.States.Becomes(RpcConnectionState.Open);
        _ = proxy.EchoAsync(2);
        await line.Receives("""{"jsonrpc":"2.0","id":1,"method":"probe.echo","params":[2]}""");
    }

    [Fact]
    public async Task Deadline_that_passes_ends_the_wait()
    {
        await using var away = await Away.CreateAsync();
        var call = away.Client.GetProxy<IProbe>(new RpcCallOptions { Timeout = TimeSpan.FromSeconds(4) }).EchoAsync(1).AsTask();
        var patient = away.Client.GetProxy<IProbe>().EchoAsync(2).AsTask();
        away.Clock.Advance(TimeSpan.FromSeconds(4));
        var failure = await Assert.ThrowsAsync<RpcTimeoutException>(() => call.Within());
        Assert.Equal("probe.echo was not sent by its deadline: the connection is lost (closed with code 1012: back soon).", failure.Message);
        Assert.Equal("probe.echo", failure.Method);
        Assert.False(patient.IsCompleted);
        away.Clock.Advance(TimeSpan.FromSeconds(6));
        var line = await away.Server.Accepts();
        await line.Receives("""{"jsonrpc":"2.0","id":1,"method":"probe.echo","params":[2]}""");
    }

    [Fact]
    public async Task What_is_left_of_the_deadline_is_told_and_kept()
    {
        await using var away = await Away.CreateAsync();
        var call = away.Client.GetProxy<IProbe>(new RpcCallOptions { Timeout = TimeSpan.FromSeconds(15) }).EchoAsync(1).AsTask();
        away.Clock.Advance(TimeSpan.FromSeconds(10));
        var line = await away.Server.Accepts("wsrpc.1");
        Assert.Contains("$/hello", await line.Receive());
        await line.Sends("""{"jsonrpc":"2.0","method":"$/hello","params":{"version":1,"capabilities":["timeout"]}}""");
        await line.Receives("""{"jsonrpc":"2.0","id":1,"method":"probe.echo","params":[1],"timeout":5000}""");
        away.Clock.Advance(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAsync<RpcTimeoutException>(() => call.Within());
        await line.Receives("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}""");
    }

    [Fact]
    public async Task Peer_that_says_no_hello_is_taken_as_it_is_after_a_while()
    {
        await using var away = await Away.CreateAsync(configure: options => options.KeepAliveInterval = Timeout.InfiniteTimeSpan);
        _ = away.Client.GetProxy<IProbe>().EchoAsync(1).AsTask();
        away.Clock.Advance(TimeSpan.FromSeconds(10));
        var line = await away.Server.Accepts("wsrpc.1");
        Assert.Contains("$/hello", await line.Receive());
        var receiving = line.Receive();
        await InTime.Until(() =>
        {
            away.Clock.Advance(TimeSpan.FromSeconds(1));
            return receiving.IsCompleted;
        });
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"method":"probe.echo","params":[1]}""", await receiving);
    }

    [Fact]
    public async Task Cancellation_ends_the_wait_at_once()
    {
        await using var away = await Away.CreateAsync();
        var proxy = away.Client.GetProxy<IProbe>();
        using var cancellation = new CancellationTokenSource();
        Task[] calls = [proxy.RunAsync("x", cancellation.Token), proxy.AskAsync(1, cancellation.Token).AsTask(), away.Client.NotifyAsync("n", null, cancellation.Token).AsTask()];
        var kept = proxy.EchoAsync(9).AsTask();
        cancellation.Cancel();
        foreach (var call in calls)
        {
            Assert.Equal(cancellation.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Within())).CancellationToken);
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => proxy.RunAsync("y", cancellation.Token).Within());
        var line = await away.ComesBack();
        await line.Receives("""{"jsonrpc":"2.0","id":1,"method":"probe.echo","params":[9]}""");
        Assert.False(kept.IsCompleted);
    }

    [Fact]
    public async Task Cancellation_of_a_call_that_has_waited_reaches_the_peer()
    {
        await using var away = await Away.CreateAsync();
        using var cancellation = new CancellationTokenSource();
        var call = away.Client.GetProxy<IProbe>().AskAsync(1, cancellation.Token).AsTask();
        var line = await away.ComesBack();
        await line.Receives("""{"jsonrpc":"2.0","id":1,"method":"probe.ask","params":[1]}""");
        cancellation.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Within());
        await line.Receives("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}""");
    }

    [Fact]
    public async Task Interceptors_stand_around_calls_that_wait()
    {
        var interceptor = new Interception.RecordingInterceptor();
        await using var away = await Away.CreateAsync(configure: options => options.Interceptors.Add(interceptor));
        var call = away.Client.GetProxy<IProbe>().EchoAsync(1).AsTask();
        var note = away.Client.GetProxy<IProbe>().NoteAsync("n").AsTask();
        Assert.Equal(["> out probe.echo[1]", "> out probe.note[\"n\"]"], interceptor.Events);
        var line = await away.ComesBack();
        await line.Receives("""{"jsonrpc":"2.0","id":1,"method":"probe.echo","params":[1]}""");
        await line.Receives("""{"jsonrpc":"2.0","method":"probe.note","params":["n"]}""");
        await line.Sends("""{"jsonrpc":"2.0","id":1,"result":11}""");
        Assert.Equal(11, await call.Within());
        await note.Within();
        Assert.Contains("< out probe.echo", interceptor.Events);
    }

    [Fact]
    public async Task Progress_of_a_call_that_has_waited_is_told_to_no_other()
    {
        await using var away = await Away.CreateAsync();
        var (first, second) = (new Reports(), new Reports());
        var import = away.Client.GetProxy<Progress.IImport>();
        _ = import.RunAsync("a", first);
        var line = await away.ComesBack();
        await line.Receives("""{"jsonrpc":"2.0","id":1,"method":"import.run","params":["a",1]}""");
        _ = import.RunAsync("b", second);
        await line.Receives("""{"jsonrpc":"2.0","id":2,"method":"import.run","params":["b",2]}""");
        await line.Sends("""{"jsonrpc":"2.0","method":"$/progress","params":{"token":2,"value":0.25}}""");
        await line.Sends("""{"jsonrpc":"2.0","method":"$/progress","params":{"token":1,"value":0.5}}""");
        Assert.Equal(0.25, await second.First.Within());
        Assert.Equal(0.5, await first.First.Within());
    }

    [Fact]
    public async Task Progress_for_a_server_that_is_gone_is_not_told_to_the_next_connection()
    {
        using var server = new ScriptedServer();
        var told = new TaskCompletionSource<IProgress<double>>();
        var states = new StateLog();
        var connecting = server.Dials(options =>
        {
            options.Reconnect = RpcReconnect.Backoff(TimeSpan.Zero);
            options.OnStateChanged = states.Add;
            options.AddService<Progress.IImport>(new Import(told));
        });
        var line = await server.Accepts();
        await using var client = await connecting;
        await line.Sends("""{"jsonrpc":"2.0","id":1,"method":"import.run","params":["a",7]}""");
        var progress = await told.Task.Within();
        await states.Becomes(RpcConnectionState.Open);
        line.Cuts();
        await states.Becomes(RpcConnectionState.Reconnecting);
        progress.Report(0.5);
        line = await server.Accepts();
        await states.Becomes(RpcConnectionState.Open);
        progress.Report(0.75);
        _ = client.GetProxy<IProbe>().ResetAsync();
        await line.Receives("""{"jsonrpc":"2.0","id":1,"method":"probe.reset","params":[]}""");
    }

    [Fact]
    public async Task Batch_belongs_to_the_connection_of_its_first_call()
    {
        await using var away = await Away.CreateAsync();
        using var batch = away.Client.BeginBatch();
        var early = batch.GetProxy<IProbe>().EchoAsync(1).AsTask();
        Assert.False((await Assert.ThrowsAsync<RpcConnectionClosedException>(() => early.Within())).MayHaveRun);
        var line = await away.ComesBack();
        await away.States.Becomes(RpcConnectionState.Open);
        var late = batch.GetProxy<IProbe>().EchoAsync(2).AsTask();
        await Assert.ThrowsAsync<RpcConnectionClosedException>(() => late.Within());

        using var next = away.Client.BeginBatch();
        _ = next.GetProxy<IProbe>().EchoAsync(3).AsTask();
        await next.SendAsync().Within();
        await line.Receives("""[{"jsonrpc":"2.0","id":1,"method":"probe.echo","params":[3]}]""");
    }

    [Fact]
    public async Task No_more_wait_than_may()
    {
        await using var away = await Away.CreateAsync(InTen with { MaxWaitingCalls = 2 });
        var proxy = away.Client.GetProxy<IProbe>();
        using var cancellation = new CancellationTokenSource();
        var first = proxy.AskAsync(1, cancellation.Token).AsTask();
        _ = proxy.NoteAsync("2").AsTask();
        foreach (var call in (Func<Task>[])[() => proxy.ResetAsync(), () => proxy.NoteAsync("x").AsTask()])
        {
            var failure = await Assert.ThrowsAsync<RpcLimitException>(() => call().Within());
            Assert.Equal(("MaxWaitingCalls", 2), (failure.Limit, failure.Value));
        }

        cancellation.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.Within());
        Assert.False(proxy.ResetAsync().IsCompleted);
    }

    [Fact]
    public async Task No_more_octets_wait_than_may()
    {
        await using var away = await Away.CreateAsync(InTen with { MaxWaitingBytes = 20 });
        var proxy = away.Client.GetProxy<IProbe>();
        _ = proxy.NoteAsync("0123456789").AsTask();
        var failure = await Assert.ThrowsAsync<RpcLimitException>(() => proxy.NoteAsync("01234567").AsTask().Within());
        Assert.Equal(("MaxWaitingBytes", 20), (failure.Limit, failure.Value));
        Assert.False(proxy.NoteAsync("01").AsTask().IsCompleted);
    }

    [Fact]
    public async Task Notifications_that_may_be_lost_do_not_keep_their_sender_waiting()
    {
        await using var away = await Away.CreateAsync();
        var ticker = away.Client.GetProxy<Rpc.ITicker>();
        Assert.True(ticker.TickAsync(1, "a").IsCompletedSuccessfully);
        Assert.True(ticker.TickAsync(2, "a").IsCompletedSuccessfully);
        var line = await away.ComesBack();
        await line.Receives("""{"jsonrpc":"2.0","method":"ticker.tick","params":[2,"a"]}""");
    }

    /// <summary>A client whose first connection has ended, and that waits ten seconds until it makes the next one.</summary>
    private sealed class Away : IAsyncDisposable
    {
        private Away(ScriptedServer server, FakeTimeProvider clock, StateLog states, WsRpcClient client)
        {
            Server = server;
            Clock = clock;
            States = states;
            Client = client;
        }

        public ScriptedServer Server { get; }

        public FakeTimeProvider Clock { get; }

        public StateLog States { get; }

        public WsRpcClient Client { get; }

        public static async Task<Away> CreateAsync(RpcReconnect? reconnect = null, Action<WsRpcClientOptions>? configure = null)
        {
            var (server, clock, states) = (new ScriptedServer(), new FakeTimeProvider(), new StateLog());
            var connecting = server.Dials(options =>
            {
                options.TimeProvider = clock;
                options.Reconnect = reconnect ?? InTen;
                options.OnStateChanged = states.Add;
                configure?.Invoke(options);
            });
            var line = await server.Accepts();
            var client = await connecting;
            await line.Closes(1012, "back soon");
            await states.Becomes(RpcConnectionState.Open);
            await states.Becomes(RpcConnectionState.Reconnecting);
            return new Away(server, clock, states, client);
        }

        public Task<ScriptedServer.Line> ComesBack()
        {
            Clock.Advance(TimeSpan.FromSeconds(10));
            return Server.Accepts();
        }

        public async ValueTask DisposeAsync()
        {
            Client.Abort();
            await Client.Completion.Within();
            Server.Dispose();
        }
    }

    private sealed class Reports : IProgress<double>
    {
        private readonly TaskCompletionSource<double> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<double> First => _first.Task;

        public void Report(double value) => _first.TrySetResult(value);
    }

    private sealed class Import(TaskCompletionSource<IProgress<double>> told) : Progress.IImport
    {
        public Task<int> RunAsync(string file, IProgress<double>? progress, CancellationToken cancellationToken)
        {
            told.SetResult(progress!);
            return new TaskCompletionSource<int>().Task;
        }

        public ValueTask NoteAsync(IProgress<string> notes) => default;
    }
}
