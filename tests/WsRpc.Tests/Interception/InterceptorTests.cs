using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using WsRpc.Testing;

namespace WsRpc.Tests.Interception;

public sealed class InterceptorTests
{
    private const string Add = """{"jsonrpc":"2.0","id":1,"method":"probe.add","params":[1,2]}""";

    [Fact]
    public async Task Interceptors_stand_around_calls_at_both_ends_the_first_outermost()
    {
        var events = new ConcurrentQueue<string>();
        await using var pair = await RpcTestPair.CreateAsync(
            server =>
            {
                server.Interceptors.Add(new RecordingInterceptor("s1") { Events = events });
                server.Interceptors.Add(new RecordingInterceptor("s2") { Events = events });
                server.AddService<IProbe>(new Probe());
            },
            client => client.Interceptors.Add(new RecordingInterceptor("c") { Events = events }));
        Assert.Equal(3, await pair.Client.GetProxy<IProbe>().AddAsync(1, 2).Within());
        Assert.Equal(
            ["c> out probe.add[1,2]", "s1> in probe.add[1,2]", "s2> in probe.add[1,2]", "s2< in probe.add", "s1< in probe.add", "c< out probe.add"],
            events);
    }

    [Fact]
    public async Task Notifications_pass_by_them_too()
    {
        var recorder = new RecordingInterceptor();
        var probe = new Probe();
        await using var pair = await RpcTestPair.CreateAsync(
            server =>
            {
                server.Interceptors.Add(recorder);
                server.AddService<IProbe>(probe);
            },
            client => client.Interceptors.Add(recorder));
        await pair.Client.GetProxy<IProbe>().NoteAsync("x");
        await InTime.Until(() => recorder.Events.Count == 4);
        Assert.Equal(["< in probe.note", "< out probe.note", """> in probe.note["x"]""", """> out probe.note["x"]"""], recorder.Events.Order(StringComparer.Ordinal));
        Assert.Equal(["x"], probe.Notes);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Exception_of_an_interceptor_is_answered_as_that_of_a_service_would_be(bool chosen)
    {
        var ran = false;
        await using var peer = await ServeAsync(
            new RecordingInterceptor { Incoming = (_, _) => throw (chosen ? new RpcErrorException(429, "slow down") : new InvalidOperationException("secret")) },
            new Probe { OnRun = (_, _) => Task.FromResult($"{ran = true}") });
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"method":"probe.run","params":["x"]}""");
        await peer.Receives(chosen
            ? """{"jsonrpc":"2.0","id":1,"error":{"code":429,"message":"slow down"}}"""
            : """{"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"probe.run failed."}}""");
        Assert.False(ran);
    }

    [Fact]
    public async Task Interceptor_that_does_not_go_on_keeps_the_call_from_running()
    {
        await using var peer = await ServeAsync(new RecordingInterceptor { Incoming = (_, _) => default }, new Probe());
        await peer.Sends(Add);
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"error":{"code":-32603,"message":"probe.add was not run."}}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"probe.note","params":["x"]}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":2,"method":"$/none"}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":2,"error":{"code":-32601,"message":"$/none: no such method."}}""");
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"made.up","params":[1]}""", "made.up[1]", "RpcMethodNotFoundException", """{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"made.up: no such method."}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"probe.add","params":["x"]}""", """probe.add["x"]""", "RpcInvalidParamsException", """{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"probe.add: argument \"a\" must be an integer of 32 bits"}}""")]
    public async Task Malformed_calls_pass_by_them_and_fail_before_their_eyes(string request, string seen, string failure, string answer)
    {
        var recorder = new RecordingInterceptor();
        await using var peer = await ServeAsync(recorder, new Probe());
        await peer.Sends(request);
        await peer.Receives(answer);
        Assert.Equal([$"> in {seen}", $"! in {seen.Split('[')[0]} {failure}"], recorder.Events);
    }

    [Fact]
    public async Task Failure_that_an_interceptor_swallows_is_answered_all_the_same()
    {
        var recorder = new RecordingInterceptor
        {
            Incoming = async (call, next) =>
            {
                try
                {
                    await next.InvokeAsync(call);
                }
                catch (RpcErrorException)
                {
                }
            },
        };
        await using var peer = await ServeAsync(recorder, new Probe { OnRun = (_, _) => throw new RpcErrorException(5, "no") });
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"method":"probe.run","params":["x"]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"error":{"code":5,"message":"no"}}""");
    }

    [Fact]
    public async Task Interceptor_may_go_on_later_on_another_thread_and_once()
    {
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var twice = new TaskCompletionSource<Exception>();
        await using var peer = await ServeAsync(
            new RecordingInterceptor
            {
                Incoming = async (call, next) =>
                {
                    await goOn.Task;
                    await next.InvokeAsync(call);
                    twice.SetResult(await Record.ExceptionAsync(() => next.InvokeAsync(call).AsTask()));
                },
            },
            new Probe());
        await peer.Sends(Add);
        await peer.Sends("""{"jsonrpc":"2.0","id":2,"method":"nobody.home"}""");
        goOn.SetResult();
        var answers = new[] { await peer.Receive(), await peer.Receive() };
        Assert.Contains("""{"jsonrpc":"2.0","id":1,"result":3}""", answers);
        Assert.IsType<InvalidOperationException>(await twice.Task.Within());
    }

    [Fact]
    public async Task Interceptor_that_blocks_does_not_stop_its_connection()
    {
        using var blocked = new ManualResetEventSlim();
        await using var peer = await ServeAsync(
            new RecordingInterceptor
            {
                Incoming = (call, next) =>
                {
                    if (call.Method == "probe.add")
                    {
                        blocked.Wait();
                    }

                    return next.InvokeAsync(call);
                },
            },
            new Probe());
        await peer.Sends(Add);
        await peer.Sends("""{"jsonrpc":"2.0","id":2,"method":"probe.echo","params":[7]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":2,"result":7}""");
        blocked.Set();
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"result":3}""");
    }

    [Fact]
    public async Task Cancellation_reaches_the_service_behind_them()
    {
        var begun = new TaskCompletionSource();
        await using var peer = await ServeAsync(new RecordingInterceptor(), new Probe
        {
            OnRun = async (_, token) =>
            {
                begun.SetResult();
                await Task.Delay(Timeout.Infinite, token);
                return "";
            },
        });
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"method":"probe.run","params":["x"]}""");
        await begun.Task.Within();
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"error":{"code":-32800,"message":"The call was cancelled."}}""");
    }

    [Fact]
    public async Task Outgoing_call_that_an_interceptor_refuses_is_not_sent()
    {
        await using var peer = await RawPeer.AttachAsync(options => options.Interceptors.Add(new RecordingInterceptor { Outgoing = (_, _) => throw new TimeoutException("not now") }));
        await Assert.ThrowsAsync<TimeoutException>(() => peer.Proxy.AddAsync(1, 2).Within());
        await Assert.ThrowsAsync<TimeoutException>(() => peer.Proxy.EchoAsync(1).AsTask().Within());
        await Assert.ThrowsAsync<TimeoutException>(() => peer.Proxy.NoteAsync("x").AsTask().Within());
        await Assert.ThrowsAsync<TimeoutException>(() => peer.Engine.InvokeAsync<int>("any").Within());
        Assert.Equal((0, 0), (peer.Engine.Counters.CallsMade, peer.Engine.Counters.NotificationsSent));
    }

    [Fact]
    public async Task Outgoing_call_that_an_interceptor_does_not_let_go_on_says_so()
    {
        await using var peer = await RawPeer.AttachAsync(options => options.Interceptors.Add(new RecordingInterceptor { Outgoing = (_, _) => default }));
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => peer.Proxy.AddAsync(1, 2).Within());
        Assert.Equal("probe.add was not sent: an interceptor did not let it.", failure.Message);
        await Assert.ThrowsAsync<InvalidOperationException>(() => peer.Proxy.NoteAsync("x").AsTask().Within());
    }

    [Fact]
    public async Task Outgoing_failures_results_and_cancellations_pass_through()
    {
        var recorder = new RecordingInterceptor();
        await using var peer = await RawPeer.AttachAsync(options => options.Interceptors.Add(recorder));
        var box = peer.Proxy.OpenAsync(new Box());
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":5}""");
        await Assert.ThrowsAsync<RpcSerializationException>(() => box.Within());

        var failing = peer.Proxy.AddAsync(1, 2);
        var id = JsonNode.Parse(await peer.Receive())!["id"];
        await peer.Sends($$$"""{"jsonrpc":"2.0","id":{{{id}}},"error":{"code":5,"message":"no"}}""");
        Assert.Equal(5, (await Assert.ThrowsAsync<RpcErrorException>(() => failing.Within())).Code);

        using var cancellation = new CancellationTokenSource();
        var cancelled = peer.Proxy.RunAsync("x", cancellation.Token);
        await peer.Receive();
        await cancellation.CancelAsync();
        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.Within());
        Assert.Equal(cancellation.Token, exception.CancellationToken);
        Assert.Contains("$/cancelRequest", await peer.Receive());
        Assert.Contains("! out probe.run OperationCanceledException", recorder.Events);
    }

    [Fact]
    public async Task Outgoing_failure_that_an_interceptor_swallows_or_does_not_wait_for_is_that_of_the_call()
    {
        await using var swallowing = await RawPeer.AttachAsync(options => options.Interceptors.Add(new RecordingInterceptor
        {
            Outgoing = async (call, next) => await Record.ExceptionAsync(() => next.InvokeAsync(call).AsTask()),
        }));
        await using var hasty = await RawPeer.AttachAsync(options => options.Interceptors.Add(new RecordingInterceptor
        {
            Outgoing = (call, next) =>
            {
                _ = next.InvokeAsync(call).AsTask();
                return default;
            },
        }));
        foreach (var peer in new[] { swallowing, hasty })
        {
            var failing = peer.Proxy.AddAsync(1, 2);
            await peer.Receive();
            await peer.Sends("""{"jsonrpc":"2.0","id":1,"error":{"code":5,"message":"no"}}""");
            Assert.Equal(5, (await Assert.ThrowsAsync<RpcErrorException>(() => failing.Within())).Code);
        }
    }

    [Fact]
    public async Task Cancellation_ends_an_outgoing_call_that_an_interceptor_holds()
    {
        using var cancellation = new CancellationTokenSource();
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var recorder = new RecordingInterceptor
        {
            Outgoing = async (call, next) =>
            {
                await goOn.Task;
                await next.InvokeAsync(call);
            },
        };
        await using var peer = await RawPeer.AttachAsync(options => options.Interceptors.Add(recorder));
        Task[] calls = [peer.Proxy.RunAsync("x", cancellation.Token), peer.Proxy.AskAsync(1, cancellation.Token).AsTask()];
        await cancellation.CancelAsync();
        foreach (var call in calls)
        {
            Assert.Equal(cancellation.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Within())).CancellationToken);
        }

        goOn.SetResult();
        await InTime.Until(() => recorder.Events.Contains("! out probe.ask OperationCanceledException") && recorder.Events.Contains("! out probe.run OperationCanceledException"));
        await peer.IsAliveAndSilent();
    }

    [Fact]
    public async Task Time_of_an_outgoing_call_runs_while_an_interceptor_has_it()
    {
        var clock = new FakeTimeProvider();
        var waits = new Queue<TaskCompletionSource>([new(), new()]);
        var held = new Queue<TaskCompletionSource>(waits);
        await using var peer = await RawPeer.AttachAsync(options =>
        {
            options.TimeProvider = clock;
            options.CallTimeout = TimeSpan.FromSeconds(5);
            options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
            options.Interceptors.Add(new RecordingInterceptor
            {
                Outgoing = async (call, next) =>
                {
                    await held.Dequeue().Task;
                    await next.InvokeAsync(call);
                },
            });
        });
        var first = peer.Proxy.AddAsync(1, 2);
        var second = peer.Proxy.AddAsync(3, 4);
        clock.Advance(TimeSpan.FromSeconds(3));
        waits.Dequeue().SetResult();
        await peer.Receive();
        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal("probe.add: no answer within 2 s (CallTimeout).", (await Assert.ThrowsAsync<RpcTimeoutException>(() => first.Within())).Message);
        waits.Dequeue().SetResult();
        Assert.Equal("probe.add was not sent: its time was over before (CallTimeout).", (await Assert.ThrowsAsync<RpcTimeoutException>(() => second.Within())).Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Next_of_a_call_that_has_ended_reaches_no_service_and_sends_nothing(bool throws)
    {
        var kept = new ConcurrentQueue<(RpcCall Call, RpcNext Next)>();
        ValueTask Keep(RpcCall call, RpcNext next)
        {
            kept.Enqueue((call, next));
            return throws ? throw new TimeoutException("not now") : default;
        }

        var ran = 0;
        await using var peer = await ServeAsync(new RecordingInterceptor { Incoming = Keep, Outgoing = Keep }, new Probe { OnRun = (_, _) => Task.FromResult($"{++ran}") });
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"method":"probe.run","params":["x"]}""");
        await peer.Receive();
        await Assert.ThrowsAnyAsync<Exception>(() => peer.Proxy.AddAsync(1, 2).Within());
        await Assert.ThrowsAnyAsync<Exception>(() => peer.Proxy.NoteAsync("n").AsTask().Within());
        Assert.Equal(3, kept.Count);
        foreach (var (call, next) in kept)
        {
            Assert.Equal("The call has gone on already, or has ended.", (await Assert.ThrowsAsync<InvalidOperationException>(async () => await next.InvokeAsync(call))).Message);
        }

        Assert.Equal((0, 0, 0), (ran, peer.Engine.Counters.CallsMade, peer.Engine.Counters.NotificationsSent));
    }

    [Fact]
    public async Task Interceptors_and_service_share_items()
    {
        await using var pair = await RpcTestPair.CreateAsync(server =>
        {
            server.Interceptors.Add(new RecordingInterceptor
            {
                Incoming = (call, next) =>
                {
                    call.Items["tenant"] = "blue";
                    return next.InvokeAsync(call);
                },
            });
            server.AddService<IProbe>(new Probe { OnRun = (_, _) => Task.FromResult($"{RpcCall.Current.Items["tenant"]}") });
        });
        Assert.Equal("blue", await pair.Client.GetProxy<IProbe>().RunAsync("x").Within());
    }

    [Fact]
    public async Task Those_of_a_path_stand_inside_those_of_the_server()
    {
        var events = new ConcurrentQueue<string>();
        await using var server = new WsRpcServer("ws://127.0.0.1:0/rpc", options => options.Interceptors.Add(new RecordingInterceptor("server") { Events = events }));
        server.AddService<IProbe>(new Probe());
        server.Map("/inner", options => options.Interceptors.Add(new RecordingInterceptor("path") { Events = events })).AddService<IProbe>(new Probe());
        await server.StartAsync();
        await using var client = await WsRpcClient.ConnectAsync(new Uri(server.Url, "/inner"), options => options.Proxy = null).Within();
        await client.GetProxy<IProbe>().AddAsync(1, 2).Within();
        Assert.Equal(["server> in probe.add[1,2]", "path> in probe.add[1,2]", "path< in probe.add", "server< in probe.add"], events);
    }

    [Fact]
    public async Task Next_of_no_call_says_so() => await Assert.ThrowsAsync<InvalidOperationException>(async () => await default(RpcNext).InvokeAsync(new RpcCall(RpcConnection.Fake(), "x", false, true)));

    private static Task<RawPeer> ServeAsync(RpcInterceptor interceptor, IProbe probe) => RawPeer.AttachAsync(options =>
    {
        options.Interceptors.Add(interceptor);
        options.AddService(probe);
    });
}
