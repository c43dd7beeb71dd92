namespace WsRpc.Tests.Rpc;

/// <summary>docs/architecture.md, "The order of calls": barriers and ordered services.</summary>
public sealed class CallOrderTests
{
    private readonly Desk _desk = new();
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task What_arrives_behind_a_barrier_starts_when_it_has_ended()
    {
        await using var peer = await AttachAsync();
        await peer.Sends(Call(1, "editor.change", "change"));
        await peer.Sends(Call(2, "editor.hover", "hover"));
        await peer.Sends(Call(3, "probe.run", "run"));
        await _desk.HasStarted("change");
        await peer.IsAliveAndSilent();
        Assert.Equal(["change"], _desk.Started);

        _desk.End("change");
        await peer.Receives(Result(1, "change"));
        await _desk.HasStarted("run");
        Assert.Equal(["change", "hover", "run"], _desk.Started);
        _desk.End("run");
        await peer.Receives(Result(3, "run"));
    }

    [Fact]
    public async Task Barrier_does_not_wait_for_calls_that_run()
    {
        await using var peer = await AttachAsync();
        await peer.Sends(Call(1, "editor.hover", "hover"));
        await peer.Sends(Call(2, "editor.change", "change"));
        await _desk.HasStarted("change");
        _desk.End("change");
        await peer.Receives(Result(2, "change"));
        _desk.End("hover");
        await peer.Receives(Result(1, "hover"));
    }

    [Fact]
    public async Task Barriers_run_one_after_the_other()
    {
        await using var peer = await AttachAsync();
        foreach (var (name, id) in new[] { ("a", 1), ("b", 2), ("c", 3) })
        {
            await peer.Sends(Call(id, "editor.change", name));
        }

        foreach (var (name, id) in new[] { ("a", 1), ("b", 2), ("c", 3) })
        {
            await _desk.HasStarted(name);
            await peer.IsAliveAndSilent();
            Assert.Equal(name, _desk.Started.Last());
            _desk.End(name);
            await peer.Receives(Result(id, name));
        }
    }

    [Fact]
    public async Task Notifications_are_barriers_and_wait_for_barriers()
    {
        await using var peer = await AttachAsync();
        await peer.Sends("""{"jsonrpc":"2.0","method":"editor.edit","params":["edit"]}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"probe.note","params":["note"]}""");
        await peer.Sends(Call(1, "editor.hover", "hover"));
        await _desk.HasStarted("edit");
        await peer.IsAliveAndSilent();
        Assert.Equal(["edit"], _desk.Started);
        _desk.End("edit");
        await _desk.HasStarted("hover");
        Assert.Equal(["edit", "note", "hover"], _desk.Started);
    }

    [Fact]
    public async Task Ordered_service_runs_one_call_at_a_time_and_holds_up_no_other()
    {
        await using var peer = await AttachAsync();
        await peer.Sends(Call(1, "ledger.book", "one"));
        await peer.Sends(Call(2, "ledger.book", "two"));
        await peer.Sends(Call(3, "editor.hover", "hover"));
        await _desk.HasStarted("hover");
        Assert.Equal(["one", "hover"], _desk.Started);
        _desk.End("one");
        await peer.Receives(Result(1, "one"));
        await _desk.HasStarted("two");
        _desk.End("two");
        await peer.Receives(Result(2, "two"));
    }

    [Fact]
    public async Task Barrier_of_an_ordered_service_waits_for_the_service_and_holds_up_all()
    {
        await using var peer = await AttachAsync();
        await peer.Sends(Call(1, "ledger.book", "book"));
        await peer.Sends(Call(2, "ledger.close", "close"));
        await peer.Sends(Call(3, "editor.hover", "hover"));
        await _desk.HasStarted("book");
        await peer.IsAliveAndSilent();
        Assert.Equal(["book"], _desk.Started);
        _desk.End("book");
        await peer.Receives(Result(1, "book"));
        await _desk.HasStarted("close");
        await peer.IsAliveAndSilent();
        Assert.Equal(["book", "close"], _desk.Started);
        _desk.End("close");
        await peer.Receives(Result(2, "close"));
        await _desk.HasStarted("hover");
    }

    [Fact]
    public async Task Cancelled_call_that_waits_is_answered_at_once_and_never_starts()
    {
        await using var peer = await AttachAsync();
        await peer.Sends(Call(1, "editor.change", "change"));
        await peer.Sends(Call(2, "editor.hover", "hover"));
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":2}}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":2,"error":{"code":-32800,"message":"The call was cancelled."}}""");
        _desk.End("change");
        await peer.Receives(Result(1, "change"));
        await peer.IsAliveAndSilent();
        Assert.Equal(["change"], _desk.Started);
    }

    [Fact]
    public async Task Cancelled_barrier_that_waits_lets_those_behind_it_go_on()
    {
        await using var peer = await AttachAsync();
        await peer.Sends(Call(1, "ledger.book", "book"));
        await peer.Sends(Call(2, "ledger.close", "close"));
        await peer.Sends(Call(3, "editor.hover", "hover"));
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":2}}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":2,"error":{"code":-32800,"message":"The call was cancelled."}}""");
        await _desk.HasStarted("hover");
        Assert.Equal(["book", "hover"], _desk.Started);
    }

    [Fact]
    public async Task Running_barrier_can_be_cancelled()
    {
        await using var peer = await AttachAsync();
        await peer.Sends(Call(1, "editor.change", "change"));
        await peer.Sends(Call(2, "editor.hover", "hover"));
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"error":{"code":-32800,"message":"The call was cancelled."}}""");
        await _desk.HasStarted("hover");
    }

    [Theory]
    [InlineData("editor.change", "editor.hover")]
    [InlineData("ledger.book", "ledger.book")]
    public async Task Deadline_of_a_call_that_waits_passes_and_the_answer_names_what_it_waited_for(string first, string second)
    {
        await using var peer = await AttachAsync(hello: """{"jsonrpc":"2.0","method":"$/hello","params":{"version":1,"capabilities":["timeout"]}}""");
        await peer.Sends(Call(1, first, "first"));
        await peer.Sends(Call(2, second, "second")[..^1] + ",\"timeout\":1500}");
        await peer.IsAliveAndSilent();
        _clock.Advance(TimeSpan.FromMilliseconds(1500));
        await peer.Receives($$$"""{"jsonrpc":"2.0","id":2,"error":{"code":-32006,"message":"{{{second}}}: the deadline has passed while it waited for {{{first}}}."}}""");
        _desk.End("first");
        await peer.Receives(Result(1, "first"));
        Assert.Equal(["first"], _desk.Started);
    }

    [Fact]
    public async Task Calls_beyond_MaxWaitingBytes_are_refused()
    {
        var call = Call(2, "editor.hover", "hover");
        await using var peer = await AttachAsync(options => options.MaxWaitingBytes = (call.Length * 2) - 1);
        await peer.Sends(Call(1, "editor.change", "change"));
        await peer.Sends(call);
        await peer.Sends(Call(3, "editor.hover", "hover"));
        await peer.Receives($$$"""{"jsonrpc":"2.0","id":3,"error":{"code":-32005,"message":"editor.hover was refused: MaxWaitingBytes = {{{(call.Length * 2) - 1}}} is reached."}}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":2}}""");
        Assert.Contains("-32800", await peer.Receive());
        await peer.Sends(Call(4, "editor.hover", "four"));
        _desk.End("change");
        await peer.Receives(Result(1, "change"));
        await _desk.HasStarted("four");
    }

    [Fact]
    public async Task One_call_may_wait_however_large_it_is()
    {
        await using var peer = await AttachAsync(options => options.MaxWaitingBytes = 1);
        await peer.Sends(Call(1, "editor.change", "change"));
        await peer.Sends(Call(2, "editor.hover", "hover"));
        _desk.End("change");
        await peer.Receives(Result(1, "change"));
        await _desk.HasStarted("hover");
    }

    [Fact]
    public async Task Calls_that_wait_count_as_in_flight()
    {
        await using var peer = await AttachAsync(options => options.MaxCallsInFlight = 2);
        await peer.Sends(Call(1, "editor.change", "change"));
        await peer.Sends(Call(2, "editor.hover", "hover"));
        await peer.Sends(Call(3, "editor.hover", "three"));
        Assert.Contains("MaxCallsInFlight", await peer.Receive());
    }

    [Fact]
    public async Task Calls_that_wait_end_with_their_connection()
    {
        var peer = await AttachAsync();
        await peer.Sends(Call(1, "ledger.book", "one"));
        await peer.Sends(Call(2, "ledger.book", "two"));
        await peer.Sends(Call(3, "ledger.close", "three"));
        await peer.Sends(Call(4, "editor.hover", "four"));
        await peer.IsAliveAndSilent();
        await peer.DisposeAsync();
        await peer.Engine.Completion.Within();
        await peer.Engine.Session.IncomingCalls.WhenIdle().Within();
    }

    [Fact]
    public async Task Answers_to_our_calls_overtake_calls_that_wait()
    {
        await using var peer = await AttachAsync();
        await peer.Sends(Call(1, "editor.change", "change"));
        await peer.Sends(Call(2, "editor.hover", "hover"));
        var call = peer.Proxy.AddAsync(1, 2);
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"probe.add","params":[1,2]}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":3}""");
        Assert.Equal(3, await call.Within());
    }

    [Fact]
    public async Task Many_calls_that_end_at_once_run_in_order()
    {
        const int Calls = 2000;
        _desk.OnStart = text => text == "gate" ? null : text;
        await using var peer = await AttachAsync();
        await peer.Sends(Call(1, "ledger.book", "gate"));
        for (var i = 2; i <= Calls; i++)
        {
            await peer.Sends(Call(i, "ledger.book", $"{i}"));
        }

        _desk.End("gate");
        await peer.Receives(Result(1, "gate"));
        for (var i = 2; i <= Calls; i++)
        {
            await peer.Receives(Result(i, $"{i}"));
        }

        Assert.Equal(Enumerable.Range(2, Calls - 1).Select(i => $"{i}"), _desk.Started.Skip(1));
    }

    [Fact]
    public async Task Handler_that_blocks_after_it_waited_does_not_stop_the_next()
    {
        using var gate = new ManualResetEventSlim();
        _desk.OnStart = text =>
        {
            if (text == "blocks")
            {
                Assert.True(gate.Wait(InTime.Limit));
            }

            return text == "change" ? null : text;
        };
        await using var peer = await AttachAsync();
        await peer.Sends(Call(1, "editor.change", "change"));
        await peer.Sends(Call(2, "editor.hover", "blocks"));
        await peer.Sends(Call(3, "editor.hover", "next"));
        _desk.End("change");
        await peer.Receives(Result(1, "change"));
        await peer.Receives(Result(3, "next"));
        gate.Set();
        await peer.Receives(Result(2, "blocks"));
    }

    [Fact]
    public async Task Barrier_that_fails_lets_those_behind_it_go_on()
    {
        _desk.OnStart = text => text == "change" ? throw new InvalidOperationException("no") : text;
        await using var peer = await AttachAsync();
        await peer.Sends(Call(1, "editor.change", "change"));
        await peer.Sends("""{"jsonrpc":"2.0","id":2,"method":"editor.change","params":[7]}""");
        await peer.Sends(Call(3, "editor.hover", "hover"));
        Assert.Contains("-32000", await peer.Receive());
        Assert.Contains("-32602", await peer.Receive());
        await peer.Receives(Result(3, "hover"));
    }

    [Fact]
    public async Task Elements_of_a_batch_keep_the_order()
    {
        await using var peer = await AttachAsync();
        await peer.Sends($"[{Call(1, "editor.change", "change")},{Call(2, "editor.hover", "hover")}]");
        await peer.IsAliveAndSilent();
        Assert.Equal(["change"], _desk.Started);
        _desk.End("change");
        await _desk.HasStarted("hover");
        _desk.End("hover");
        await peer.Receives($"[{Result(1, "change")},{Result(2, "hover")}]");
    }

    [Fact]
    public async Task Id_of_a_call_that_waits_is_taken()
    {
        await using var peer = await AttachAsync();
        await peer.Sends(Call(1, "editor.change", "change"));
        await peer.Sends(Call(2, "editor.hover", "hover"));
        await peer.Sends(Call(2, "editor.hover", "hover"));
        await peer.ReceivesClose(1008, "the request id 2 is in flight already");
    }

    [Fact]
    public async Task However_calls_end_none_is_lost_and_none_overlaps()
    {
        const int Calls = 3000;
        var inside = 0;
        var overlaps = 0;
        _desk.OnServe = text => Serve(int.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
        await using var pair = await RpcPair.ConnectAsync(configureServer: options =>
        {
            options.AddService<IEditor>(_desk);
            options.AddService<ILedger>(_desk);
        });
        var ledger = pair.Client.GetProxy<ILedger>();
        var editor = pair.Client.GetProxy<IEditor>();
        var calls = Enumerable.Range(0, Calls).Select(Make).ToArray();
        await Task.WhenAll(calls).Within();
        await pair.Client.CloseAsync().AsTask().Within();
        await pair.Server.Session.IncomingCalls.WhenIdle().Within();
        Assert.Equal(0, overlaps);

        async Task Make(int i)
        {
            using var cancellation = new CancellationTokenSource();
            var call = (i % 5) switch
            {
                0 => editor.HoverAsync($"{i}", cancellation.Token),
                1 => editor.ChangeAsync($"{i}", cancellation.Token),
                2 => ledger.CloseAsync($"{i}", cancellation.Token),
                _ => ledger.BookAsync($"{i}", cancellation.Token),
            };
            if (i % 7 == 0)
            {
                await Task.Yield();
                cancellation.Cancel();
            }

            try
            {
                Assert.Equal($"{i}", await call);
            }
            catch (OperationCanceledException) when (i % 7 == 0)
            {
            }
            catch (RpcErrorException) when (i % 11 == 0)
            {
            }
        }

        async Task<string> Serve(int i)
        {
            // Those of the ledger.
            var counts = i % 5 > 1;
            if (counts && Interlocked.Increment(ref inside) > 1)
            {
                Interlocked.Increment(ref overlaps);
            }

            if (i % 3 == 0)
            {
                await Task.Yield();
            }

            if (counts)
            {
                Interlocked.Decrement(ref inside);
            }

            return i % 11 == 0 ? throw new InvalidOperationException("fails") : $"{i}";
        }
    }

    private static string Call(int id, string method, string text) => $$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}","params":["{{text}}"]}""";

    private static string Result(int id, string text) => $$"""{"jsonrpc":"2.0","id":{{id}},"result":"{{text}}"}""";

    private async Task<RawPeer> AttachAsync(Action<WsRpcClientOptions>? configure = null, string? hello = null)
    {
        var peer = await RawPeer.AttachAsync(
            options =>
            {
                options.TimeProvider = _clock;
                options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
                options.AddService<IEditor>(_desk);
                options.AddService<ILedger>(_desk);
                options.AddService<IProbe>(_desk);
                configure?.Invoke(options);
            },
            hello is null ? null : "wsrpc.1");
        if (hello is not null)
        {
            await peer.Receive();
            await peer.Sends(hello);
        }

        return peer;
    }
}
