namespace WsRpc.Tests.Rpc;

/// <summary>An answer belongs to one call: no second call is begun under an id that is not answered yet.</summary>
public sealed class DuplicateIdTests
{
    [Theory]
    [InlineData("1", "1")]
    [InlineData("\"one\"", "\"one\"")]
    [InlineData("\"a very long id that nobody needs\"", "\"a very long id that nob…")]
    public async Task Second_call_under_an_id_in_flight_closes_1008_and_does_not_run(string id, string named)
    {
        var begun = 0;
        var probe = new Probe
        {
            OnRun = (_, _) =>
            {
                begun++;
                return new TaskCompletionSource<string>().Task;
            },
        };
        await using var peer = await RawPeer.AttachAsync(probe);
        await peer.Sends($$"""{"id":{{id}},"method":"probe.run","params":["x"]}""");
        await peer.Sends($$"""{"id":{{id}},"method":"probe.run","params":["x"]}""");
        await peer.ReceivesClose(1008, $"the request id {named} is in flight already");
        Assert.Equal(1, begun);
    }

    [Fact]
    public async Task Call_that_cannot_be_cancelled_is_in_flight_too()
    {
        var probe = new Probe { OnOpen = _ => new TaskCompletionSource<Box>().Task };
        await using var peer = await RawPeer.AttachAsync(probe);
        await peer.Sends("""{"id":1,"method":"probe.open","params":[{}]}""");
        await peer.Sends("""{"id":2,"method":"probe.echo","params":[2]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":2,"result":2}""");
        await peer.Sends("""{"id":1,"method":"probe.echo","params":[1]}""");
        await peer.ReceivesClose(1008, "the request id 1 is in flight already");
    }

    [Fact]
    public async Task Call_whose_service_blocks_is_in_flight()
    {
        using var released = new ManualResetEventSlim();
        var probe = new Probe { OnNote = _ => { }, OnOpen = box => { released.Wait(); return Task.FromResult(box); } };
        await using var peer = await RawPeer.AttachAsync(probe);
        await peer.Sends("""{"id":1,"method":"probe.open","params":[{}]}""");
        await peer.Sends("""{"id":1,"method":"probe.echo","params":[1]}""");
        await peer.ReceivesClose(1008, "the request id 1 is in flight already");
        released.Set();
    }

    [Fact]
    public async Task Id_is_free_again_behind_the_answer()
    {
        var answer = new TaskCompletionSource<string>();
        var probe = new Probe { OnRun = (_, _) => answer.Task };
        await using var peer = await RawPeer.AttachAsync(probe);
        await peer.Sends("""{"id":1,"method":"probe.run","params":["x"]}""");
        answer.SetResult("later");
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"result":"later"}""");
        await peer.Sends("""{"id":1,"method":"probe.echo","params":[1]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"result":1}""");
        await peer.Sends("""{"id":1,"method":"probe.echo","params":[2]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"result":2}""");
    }

    [Fact]
    public async Task Same_id_twice_in_a_batch_is_twice_in_flight()
    {
        await using var peer = await RawPeer.AttachAsync(new Probe());
        await peer.Sends("""[{"id":1,"method":"probe.echo","params":[1]},{"id":1,"method":"probe.echo","params":[2]}]""");
        await peer.ReceivesClose(1008, "the request id 1 is in flight already");
    }

    [Fact]
    public async Task Id_of_a_batch_is_free_again_behind_its_answer()
    {
        await using var peer = await RawPeer.AttachAsync(new Probe());
        for (var i = 0; i < 2; i++)
        {
            await peer.Sends("""[{"id":1,"method":"probe.ask","params":[1]},{"id":"2","method":"probe.echo","params":[2]}]""");
            await peer.Receives("""[{"jsonrpc":"2.0","id":1,"result":1},{"jsonrpc":"2.0","id":"2","result":2}]""");
        }
    }

    [Fact]
    public async Task Null_and_the_ids_of_the_other_direction_are_no_duplicates()
    {
        var answer = new TaskCompletionSource<string>();
        var probe = new Probe { OnRun = (_, _) => answer.Task };
        await using var peer = await RawPeer.AttachAsync(probe);
        var own = peer.Proxy.EchoAsync(5);
        await peer.Receive();
        await peer.Sends("""{"id":1,"method":"probe.run","params":["x"]}""");
        await peer.Sends("""{"id":null,"method":"probe.run","params":["x"]}""");
        await peer.Sends("""{"id":null,"method":"probe.run","params":["x"]}""");
        await peer.Sends("""{"id":"1","method":"probe.run","params":["x"]}""");
        await peer.Sends("""{"id":1,"result":5}""");
        Assert.Equal(5, await own.Within());
        await peer.IsAliveAndSilent();
        answer.SetResult("done");
    }

    [Fact]
    public async Task Invalid_request_under_an_id_in_flight_is_answered_with_null()
    {
        var probe = new Probe { OnRun = (_, _) => new TaskCompletionSource<string>().Task };
        await using var peer = await RawPeer.AttachAsync(probe);
        await peer.Sends("""{"id":1,"method":"probe.run","params":["x"]}""");
        await peer.Sends("""{"id":1,"method":5}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"method must be a string"}}""");
    }

    [Fact]
    public async Task Id_is_free_whenever_its_answer_is_here()
    {
        var probe = new Probe
        {
            OnOpen = async box =>
            {
                await Task.Yield();
                return box;
            },
        };
        await using var peer = await RawPeer.AttachAsync(probe);
        for (var round = 0; round < 1000; round++)
        {
            await peer.Sends("""{"id":1,"method":"probe.open","params":[{}]}""");
            await peer.Receives("""{"jsonrpc":"2.0","id":1,"result":{"label":null}}""");
        }
    }
}
