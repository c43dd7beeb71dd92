using System.Text.Json.Nodes;

namespace WsRpc.Tests.Batches;

/// <summary>Batches of the peer: elements run as messages of their own, and are answered together.</summary>
public sealed class IncomingBatchTests
{
    [Fact]
    public async Task Calls_start_in_order_and_the_answer_waits_for_the_last()
    {
        var slow = new TaskCompletionSource<string>();
        var begun = new List<string>();
        var probe = new Probe
        {
            OnRun = (name, _) =>
            {
                begun.Add(name);
                return name == "slow" ? slow.Task : Task.FromResult(name);
            },
        };
        await using var peer = await RawPeer.AttachAsync(probe);
        await peer.Sends("""[{"id":1,"method":"probe.run","params":["slow"]},{"id":2,"method":"probe.run","params":["fast"]}]""");
        await peer.IsAliveAndSilent();
        Assert.Equal(["slow", "fast"], begun);
        slow.SetResult("done");
        await peer.Receives("""[{"jsonrpc":"2.0","id":2,"result":"fast"},{"jsonrpc":"2.0","id":1,"result":"done"}]""");
    }

    [Fact]
    public async Task Call_that_blocks_on_its_caller_stalls_neither_the_rest_of_the_batch_nor_what_follows()
    {
        var probe = new Probe();
        await using var peer = await RawPeer.AttachAsync(probe);
        probe.OnRun = (_, _) => Task.FromResult(peer.Proxy.SayAsync("?").AsTask().Result);
        await peer.Sends("""[{"id":1,"method":"probe.run","params":["x"]},{"id":2,"method":"probe.say","params":["the rest has kept its octets"]},{"method":"probe.note","params":["n"]}]""");
        await peer.Sends("""{"id":3,"method":"probe.say","params":["behind"]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"probe.say","params":["?",1,null]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":3,"result":"behind"}""");
        Assert.Equal(["n"], probe.Notes);
        await peer.Sends("""{"id":1,"result":"!"}""");
        await peer.Receives("""[{"jsonrpc":"2.0","id":2,"result":"the rest has kept its octets"},{"jsonrpc":"2.0","id":1,"result":"!"}]""");
    }

    [Fact]
    public async Task Answers_in_a_batch_end_our_calls()
    {
        await using var peer = await RawPeer.AttachAsync(new Probe());
        var first = peer.Proxy.EchoAsync(1);
        var second = peer.Proxy.EchoAsync(2);
        await peer.Receive();
        await peer.Receive();
        await peer.Sends("""[{"id":2,"result":20},{"id":1,"error":{"code":5,"message":"no"}},{"id":99,"result":1},{"id":98}]""");
        Assert.Equal(20, await second.Within());
        Assert.Equal(5, (await Assert.ThrowsAsync<RpcErrorException>(() => first.Within())).Code);
        await peer.IsAliveAndSilent();
        Assert.Equal(1, peer.Engine.Counters.UnmatchedResponses);
    }

    [Fact]
    public async Task Failures_and_notifications_have_their_place()
    {
        var probe = new Probe { OnRun = (_, _) => throw new InvalidOperationException("secret") };
        await using var peer = await RawPeer.AttachAsync(probe);
        await peer.Sends("""[{"method":"probe.note","params":["a"]},{"id":"x","method":"probe.run","params":["a"]},{"id":7,"method":"probe.add","params":[1]},{"id":8,"method":"$/cancelRequest","params":{"id":1}},[]]""");
        await peer.Receives("""[{"jsonrpc":"2.0","id":"x","error":{"code":-32000,"message":"probe.run failed."}},{"jsonrpc":"2.0","id":7,"error":{"code":-32602,"message":"probe.add: argument \"b\" is missing"}},{"jsonrpc":"2.0","id":8,"result":null},{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"a batch must not hold a batch"}}]""");
        Assert.Equal(["a"], probe.Notes);
    }

    [Fact]
    public async Task Call_in_a_batch_can_be_cancelled()
    {
        var probe = new Probe { OnRun = async (_, token) => await Task.Delay(Timeout.Infinite, token).ContinueWith<string>(_ => throw new OperationCanceledException(token), TaskScheduler.Default) };
        await using var peer = await RawPeer.AttachAsync(probe);
        await peer.Sends("""[{"id":1,"method":"probe.run","params":["x"]},{"id":2,"method":"probe.echo","params":[2]}]""");
        await peer.Sends("""{"method":"$/cancelRequest","params":{"id":1}}""");
        await peer.Receives("""[{"jsonrpc":"2.0","id":2,"result":2},{"jsonrpc":"2.0","id":1,"error":{"code":-32800,"message":"The call was cancelled."}}]""");
    }

    [Fact]
    public async Task Calls_in_flight_are_counted_one_by_one()
    {
        var never = new TaskCompletionSource<string>();
        var probe = new Probe { OnRun = (_, _) => never.Task };
        await using var peer = await RawPeer.AttachAsync(options =>
        {
            options.AddService<IProbe>(probe);
            options.MaxCallsInFlight = 1;
        });
        await peer.Sends("""[{"id":1,"method":"probe.run","params":["x"]},{"id":2,"method":"probe.echo","params":[2]}]""");
        await peer.Sends("""{"id":3,"method":"$/cancelRequest","params":{"id":77}}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":3,"result":null}""");
        never.SetResult("x");
        await peer.Receives("""[{"jsonrpc":"2.0","id":2,"error":{"code":-32005,"message":"probe.echo was refused: MaxCallsInFlight = 1 is reached."}},{"jsonrpc":"2.0","id":1,"result":"x"}]""");
    }

    [Fact]
    public async Task Answers_that_the_peer_would_not_read_as_one_come_as_several_arrays()
    {
        await using var peer = await RawPeer.AttachAsync(new Probe(), "wsrpc.1");
        await peer.Receive();
        await peer.Sends("""{"method":"$/hello","params":{"version":1,"limits":{"maxMessageBytes":150}}}""");
        var text = new string('a', 60);
        await peer.Sends($$"""[{"id":1,"method":"probe.say","params":["{{text}}"]},{"id":2,"method":"probe.say","params":["{{text}}"]},{"id":3,"method":"probe.say","params":["{{text}}",3]}]""");
        await peer.Receives($$"""[{"jsonrpc":"2.0","id":1,"result":"{{text}}"}]""");
        await peer.Receives($$"""[{"jsonrpc":"2.0","id":2,"result":"{{text}}"}]""");
        await peer.Receives("""[{"jsonrpc":"2.0","id":3,"error":{"code":-32003,"message":"probe.say: the result is larger than the caller reads (MaxMessageBytes = 150)."}}]""");
    }

    [Fact]
    public async Task Invalid_elements_count_as_invalid_messages()
    {
        await using var peer = await RawPeer.AttachAsync(new Probe());
        await peer.Sends($"[{string.Join(',', Enumerable.Repeat("1", 101))}]");
        await peer.ReceivesClose(1008, "more than 100 invalid messages in a row");
    }

    [Fact]
    public async Task Batch_that_is_not_done_when_the_connection_ends_is_forgotten()
    {
        var cancelled = new TaskCompletionSource();
        var probe = new Probe
        {
            OnRun = async (_, token) =>
            {
                await using var registration = token.Register(() => cancelled.SetResult());
                await cancelled.Task;
                return "late";
            },
        };
        await using var peer = await RawPeer.AttachAsync(probe);
        await peer.Sends("""[{"id":1,"method":"probe.run","params":["x"]},{"id":2,"method":"probe.echo","params":[2]}]""");
        await peer.IsAliveAndSilent();
        peer.Connection.Abort();
        await cancelled.Task.Within();
        await peer.Engine.Completion.Within();
    }

    [Fact]
    public async Task Answers_given_on_many_threads_are_all_there_and_their_ids_are_free_again()
    {
        var probe = new Probe
        {
            OnRun = async (name, token) =>
            {
                await Task.Yield();
                return name;
            },
            OnOpen = async box =>
            {
                await Task.Yield();
                return box;
            },
        };
        await using var peer = await RawPeer.AttachAsync(probe);
        var batch = $"[{string.Join(',', Enumerable.Range(0, 40).Select(Call))}]";
        for (var round = 0; round < 100; round++)
        {
            await peer.Sends(batch);
            var ids = JsonNode.Parse(await peer.Receive())!.AsArray().Select(answer => (int)answer!["id"]!);
            Assert.Equal(Enumerable.Range(0, 40), ids.Order());
        }

        static string Call(int id) => (id % 3) switch
        {
            0 => $$"""{"id":{{id}},"method":"probe.run","params":["x"]}""",
            1 => $$"""{"id":{{id}},"method":"probe.open","params":[{}]}""",
            _ => $$"""{"id":{{id}},"method":"probe.echo","params":[1]}""",
        };
    }

    [Fact]
    public async Task Answers_beyond_the_octets_that_may_wait_do_not_wait()
    {
        var slow = new TaskCompletionSource<string>();
        var probe = new Probe { OnRun = (_, _) => slow.Task };
        await using var peer = await RawPeer.AttachAsync(options =>
        {
            options.AddService<IProbe>(probe);
            options.MaxOutgoingBytes = 4096;
        });
        var text = new string('a', 3000);
        await peer.Sends($$"""[{"id":1,"method":"probe.run","params":["x"]},{"id":2,"method":"probe.say","params":["{{text}}"]},{"id":3,"method":"probe.say","params":["{{text}}"]}]""");
        await peer.Receives($$"""[{"jsonrpc":"2.0","id":2,"result":"{{text}}"},{"jsonrpc":"2.0","id":3,"result":"{{text}}"}]""");
        slow.SetResult("done");
        await peer.Receives("""[{"jsonrpc":"2.0","id":1,"result":"done"}]""");
    }
}
