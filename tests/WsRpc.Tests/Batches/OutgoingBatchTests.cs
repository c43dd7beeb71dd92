namespace WsRpc.Tests.Batches;

/// <summary>Calls of ours that are sent as one message.</summary>
public sealed class OutgoingBatchTests
{
    [Fact]
    public async Task Calls_and_notifications_go_as_one_array_in_the_order_in_which_they_were_made()
    {
        await using var peer = await RawPeer.AttachAsync();
        using var batch = peer.Engine.BeginBatch();
        var probe = batch.GetProxy<IProbe>();
        var sum = probe.AddAsync(1, 2);
        await probe.NoteAsync("n");
        var echo = batch.GetProxy<IProbe>().EchoAsync(7);
        Assert.Equal(3, batch.Count);
        await peer.IsAliveAndSilent();
        await batch.SendAsync();
        await peer.Receives("""[{"jsonrpc":"2.0","id":1,"method":"probe.add","params":[1,2]},{"jsonrpc":"2.0","method":"probe.note","params":["n"]},{"jsonrpc":"2.0","id":2,"method":"probe.echo","params":[7]}]""");
        await peer.Sends("""[{"jsonrpc":"2.0","id":2,"result":7},{"jsonrpc":"2.0","id":1,"result":3}]""");
        Assert.Same(peer.Engine, RpcConnection.Of(probe));
        Assert.Equal(3, await sum.Within());
        Assert.Equal(7, await echo.Within());
        Assert.Equal((2, 1), (peer.Engine.Counters.CallsMade, peer.Engine.Counters.NotificationsSent));
    }

    [Fact]
    public async Task Two_engines_understand_each_other()
    {
        var service = new Probe();
        await using var pair = await RpcPair.ConnectAsync(service);
        using var batch = pair.Client.BeginBatch();
        var probe = batch.GetProxy<IProbe>();
        var calls = Enumerable.Range(0, 100).Select(i => probe.AddAsync(i, i)).ToArray();
        await probe.NoteAsync("n");
        await batch.SendAsync();
        Assert.Equal(Enumerable.Range(0, 100).Select(i => 2 * i), await Task.WhenAll(calls).Within());
        Assert.Equal(["n"], service.Notes);
    }

    [Fact]
    public async Task Batch_without_calls_sends_nothing()
    {
        await using var peer = await RawPeer.AttachAsync();
        using var batch = peer.Engine.BeginBatch();
        await batch.SendAsync();
        await peer.IsAliveAndSilent();
    }

    [Fact]
    public async Task Call_that_is_cancelled_before_is_not_sent_and_one_cancelled_afterwards_is_told()
    {
        await using var peer = await RawPeer.AttachAsync();
        using var before = new CancellationTokenSource();
        using var afterwards = new CancellationTokenSource();
        using var batch = peer.Engine.BeginBatch();
        var probe = batch.GetProxy<IProbe>();
        var first = probe.RunAsync("first", before.Token);
        var second = probe.RunAsync("second", afterwards.Token);
        before.Cancel();
        Assert.Equal(before.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.Within())).CancellationToken);
        await batch.SendAsync();
        await peer.Receives("""[{"jsonrpc":"2.0","id":2,"method":"probe.run","params":["second"]}]""");
        afterwards.Cancel();
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":2}}""");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.Within());
    }

    [Fact]
    public async Task Batch_whose_calls_are_all_cancelled_sends_nothing()
    {
        await using var peer = await RawPeer.AttachAsync();
        using var source = new CancellationTokenSource();
        using var batch = peer.Engine.BeginBatch();
        var call = batch.GetProxy<IProbe>().RunAsync("x", source.Token);
        source.Cancel();
        await batch.SendAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Within());
        await peer.IsAliveAndSilent();
        Assert.Equal(0, peer.Engine.Counters.CallsMade);
    }

    [Fact]
    public async Task Abandoned_batch_ends_its_calls()
    {
        await using var peer = await RawPeer.AttachAsync();
        Task<int> call;
        IProbe probe;
        using (var batch = peer.Engine.BeginBatch())
        {
            probe = batch.GetProxy<IProbe>();
            call = probe.AddAsync(1, 2);
        }

        Assert.Equal("probe.add was not sent: its batch was disposed before SendAsync.", (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Within())).Message);
        Assert.Equal("probe.add was not sent: the batch has been sent or disposed already.", (await Assert.ThrowsAsync<InvalidOperationException>(() => probe.AddAsync(1, 2).Within())).Message);
        await Assert.ThrowsAsync<InvalidOperationException>(() => probe.NoteAsync("n").AsTask().Within());
        await peer.IsAliveAndSilent();
    }

    [Fact]
    public async Task Batch_is_sent_once()
    {
        await using var peer = await RawPeer.AttachAsync();
        using var batch = peer.Engine.BeginBatch();
        await batch.GetProxy<IProbe>().NoteAsync("n");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => batch.SendAsync(new CancellationToken(canceled: true)).AsTask());
        await batch.SendAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => batch.SendAsync().AsTask());
        await peer.Receives("""[{"jsonrpc":"2.0","method":"probe.note","params":["n"]}]""");
        await peer.IsAliveAndSilent();
    }

    [Fact]
    public async Task Batch_larger_than_the_peer_reads_fails_each_call_and_is_not_sent()
    {
        await using var peer = await RawPeer.AttachAsync(subprotocol: "wsrpc.1");
        await peer.Receive();
        await peer.Sends("""{"method":"$/hello","params":{"version":1,"limits":{"maxMessageBytes":100}}}""");
        await peer.IsAliveAndSilent();
        using var batch = peer.Engine.BeginBatch();
        var probe = batch.GetProxy<IProbe>();
        Task[] calls = [probe.AddAsync(1, 2), probe.OpenAsync(new Box { Label = "b" })];
        var failure = await Assert.ThrowsAsync<RpcLimitException>(() => batch.SendAsync().AsTask());
        Assert.Equal(("MaxMessageBytes", 100), (failure.Limit, failure.Value));
        foreach (var call in calls)
        {
            Assert.Contains("its batch takes", (await Assert.ThrowsAsync<RpcLimitException>(() => call.Within())).Message);
        }

        await peer.IsAliveAndSilent();
    }

    [Fact]
    public async Task Element_too_many_fails_alone()
    {
        await using var peer = await RawPeer.AttachAsync(options => options.MaxBatchElements = 2);
        using var batch = peer.Engine.BeginBatch();
        var probe = batch.GetProxy<IProbe>();
        await probe.NoteAsync("n");
        await probe.NoteAsync("n");
        var failure = await Assert.ThrowsAsync<RpcLimitException>(() => probe.AddAsync(1, 2).Within());
        Assert.Equal(("MaxBatchElements", 2), (failure.Limit, failure.Value));
        Assert.Equal(2, batch.Count);
    }

    [Fact]
    public async Task Calls_end_with_their_connection_and_have_not_run()
    {
        await using var peer = await RawPeer.AttachAsync();
        using var batch = peer.Engine.BeginBatch();
        var probe = batch.GetProxy<IProbe>();
        var call = probe.AddAsync(1, 2);
        await probe.NoteAsync("n");
        peer.Engine.Abort();
        Assert.False((await Assert.ThrowsAsync<RpcConnectionClosedException>(() => call.Within())).MayHaveRun);
        await Assert.ThrowsAsync<RpcConnectionClosedException>(() => batch.SendAsync().AsTask());
    }

    [Fact]
    public async Task Call_has_its_options_and_its_time_runs_from_when_it_was_made()
    {
        var time = new FakeTimeProvider();
        await using var peer = await RawPeer.AttachAsync(options => options.TimeProvider = time);
        using var batch = peer.Engine.BeginBatch();
        var call = batch.GetProxy<IProbe>(new RpcCallOptions { Timeout = TimeSpan.FromSeconds(2) }).AddAsync(1, 2);
        time.Advance(TimeSpan.FromSeconds(3));
        await Assert.ThrowsAsync<RpcTimeoutException>(() => call.Within());
        await batch.SendAsync();
        await peer.IsAliveAndSilent();
    }

    [Fact]
    public async Task Argument_that_cannot_be_written_fails_its_call_alone()
    {
        await using var peer = await RawPeer.AttachAsync();
        using var batch = peer.Engine.BeginBatch();
        var probe = batch.GetProxy<IProbe>();
        var broken = probe.OpenAsync(Box.Of(() => throw new InvalidOperationException("broken")));
        var call = probe.AddAsync(1, 2);
        await Assert.ThrowsAsync<RpcSerializationException>(() => broken.Within());
        await batch.SendAsync();
        await peer.Receives("""[{"jsonrpc":"2.0","id":1,"method":"probe.add","params":[1,2]}]""");
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":3}""");
        Assert.Equal(3, await call.Within());
    }

    [Fact]
    public async Task Batch_that_the_peer_refuses_as_a_whole_ends_its_calls_and_no_others()
    {
        await using var peer = await RawPeer.AttachAsync();
        var other = peer.Proxy.EchoAsync(5);
        await peer.Receive();
        using var batch = peer.Engine.BeginBatch();
        var first = batch.GetProxy<IProbe>().EchoAsync(6);
        var second = batch.GetProxy<IProbe>().AddAsync(1, 2);
        await batch.SendAsync();
        await peer.Receive();
        using var waiting = peer.Engine.BeginBatch();
        var third = waiting.GetProxy<IProbe>().EchoAsync(7);
        await peer.Sends("""{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"no batches here"}}""");
        Assert.Equal((-32600, "no batches here"), Facts(await Assert.ThrowsAsync<RpcErrorException>(() => first.AsTask().Within())));
        Assert.Equal((-32600, "no batches here"), Facts(await Assert.ThrowsAsync<RpcErrorException>(() => second.Within())));
        await waiting.SendAsync();
        await peer.Receives("""[{"jsonrpc":"2.0","id":4,"method":"probe.echo","params":[7]}]""");
        await peer.Sends("""[{"id":4,"result":7},{"id":1,"result":5}]""");
        Assert.Equal(7, await third.Within());
        Assert.Equal(5, await other.Within());

        static (int, string) Facts(RpcErrorException error) => (error.Code, error.Message);
    }

    [Fact]
    public async Task Error_with_id_null_among_answers_ends_only_the_calls_that_have_none()
    {
        await using var peer = await RawPeer.AttachAsync();
        using var batch = peer.Engine.BeginBatch();
        var answered = batch.GetProxy<IProbe>().EchoAsync(6);
        var refused = batch.GetProxy<IProbe>().EchoAsync(7);
        var last = batch.GetProxy<IProbe>().EchoAsync(8);
        await batch.SendAsync();
        await peer.Receive();
        await peer.Sends("""[{"id":1,"result":6},{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"not this one"}},{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"nor another"}},{"id":3,"result":8}]""");
        Assert.Equal(6, await answered.Within());
        Assert.Equal(8, await last.Within());
        Assert.Equal("not this one", (await Assert.ThrowsAsync<RpcErrorException>(() => refused.AsTask().Within())).Message);
        await peer.IsAliveAndSilent();
        Assert.Equal(2, peer.Engine.Counters.UnmatchedResponses);
    }

    [Fact]
    public async Task Interceptors_stand_around_each_call_and_notification()
    {
        var recorder = new Interception.RecordingInterceptor();
        await using var peer = await RawPeer.AttachAsync(options => options.Interceptors.Add(recorder));
        using var batch = peer.Engine.BeginBatch();
        var sum = batch.GetProxy<IProbe>().AddAsync(1, 2);
        await batch.GetProxy<IProbe>().NoteAsync("n").AsTask().Within();
        await batch.SendAsync().AsTask().Within();
        await peer.Receives("""[{"jsonrpc":"2.0","id":1,"method":"probe.add","params":[1,2]},{"jsonrpc":"2.0","method":"probe.note","params":["n"]}]""");
        await peer.Sends("""[{"jsonrpc":"2.0","id":1,"result":3}]""");
        Assert.Equal(3, await sum.Within());
        Assert.Equal(["> out probe.add[1,2]", """> out probe.note["n"]""", "< out probe.note", "< out probe.add"], recorder.Events);
    }

    [Fact]
    public async Task Batch_waits_for_calls_that_interceptors_hold_and_goes_without_those_they_refuse()
    {
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var peer = await RawPeer.AttachAsync(options => options.Interceptors.Add(new Interception.RecordingInterceptor
        {
            Outgoing = async (call, next) =>
            {
                await goOn.Task;
                if (call.Method == "probe.echo")
                {
                    throw new TimeoutException("not now");
                }

                await next.InvokeAsync(call);
            },
        }));
        using var batch = peer.Engine.BeginBatch();
        var sum = batch.GetProxy<IProbe>().AddAsync(1, 2);
        var refused = batch.GetProxy<IProbe>().EchoAsync(7).AsTask();
        using var impatient = new CancellationTokenSource();
        var abandoned = batch.SendAsync(impatient.Token).AsTask();
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => abandoned.Within());
        var sending = batch.SendAsync().AsTask();
        await peer.IsAliveAndSilent();
        Assert.False(sending.IsCompleted);
        goOn.SetResult();
        await sending.Within();
        await peer.Receives("""[{"jsonrpc":"2.0","id":1,"method":"probe.add","params":[1,2]}]""");
        await Assert.ThrowsAsync<TimeoutException>(() => refused.Within());
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":3}""");
        Assert.Equal(3, await sum.Within());
    }

    [Fact]
    public async Task Call_that_an_interceptor_lets_go_after_its_batch_was_disposed_says_so()
    {
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var peer = await RawPeer.AttachAsync(options => options.Interceptors.Add(new Interception.RecordingInterceptor
        {
            Outgoing = async (call, next) =>
            {
                await goOn.Task;
                await next.InvokeAsync(call);
            },
        }));
        var batch = peer.Engine.BeginBatch();
        var call = batch.GetProxy<IProbe>().AddAsync(1, 2);
        batch.Dispose();
        goOn.SetResult();
        Assert.Equal("probe.add was not sent: the batch has been sent or disposed already.", (await Assert.ThrowsAsync<InvalidOperationException>(() => call.Within())).Message);
        await peer.IsAliveAndSilent();
    }

    [Fact]
    public async Task Call_made_while_serving_the_peer_names_its_parent()
    {
        var probe = new Probe();
        await using var peer = await RawPeer.AttachAsync(probe, "wsrpc.1");
        probe.OnRun = (_, _) =>
        {
            var batch = peer.Engine.BeginBatch();
            var answer = batch.GetProxy<IProbe>().SayAsync("?").AsTask();
            _ = batch.SendAsync().AsTask();
            return answer;
        };
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/hello","params":{"version":1,"capabilities":["parent"]}}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"probe.run","params":["x"]}""");
        await peer.Receives("""[{"jsonrpc":"2.0","id":1,"method":"probe.say","params":["?",1,null],"parent":7}]""");
        await peer.Sends("""[{"jsonrpc":"2.0","id":1,"result":"!"}]""");
        await peer.Receives("""{"jsonrpc":"2.0","id":7,"result":"!"}""");
    }
}
