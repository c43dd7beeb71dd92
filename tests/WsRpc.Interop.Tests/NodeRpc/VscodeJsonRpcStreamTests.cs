namespace WsRpc.Interop.Tests;

/// <summary>
/// Streams with a library that has none (docs/protocol.md, "Streams towards plain peers"): what it sends as requests of its own asks our server for items, and its handlers are
/// asked by our client.
/// </summary>
[Needs(nameof(Tool.NodeRpc))]
public sealed class VscodeJsonRpcStreamTests(VscodeJsonRpcStreams library) : IClassFixture<VscodeJsonRpcStreams>
{
    [PeerTheory]
    [InlineData("reads", """[{"values":[1,2,3],"finished":true},-32001]""")]
    [InlineData("readsByName", """{"values":[1,2,3],"finished":true}""")]
    [InlineData("meetsFailure", """[{"values":[1],"finished":false},{"code":4711,"message":"no more"},-32001]""")]
    [InlineData("aborts", """[{"values":[1,2],"finished":false},"stream given back",-32001]""")]
    [InlineData("abortsByRequest", """[null,"stream given back",null]""")]
    [InlineData("abortsWhileNextWaits", """[-32800,"stream given back",-32001]""")]
    [InlineData("cancelsNext", """[-32800,"stream given back",-32001]""")]
    [InlineData("cancelsOpening", """[-32800,"opening cancelled"]""")]
    [InlineData("cancelsWhatIsOpen", """["stream given back",-32001]""")]
    [InlineData("givesStream", "10")]
    public async Task It_asks_our_server(string scenario, string report)
    {
        await using var server = new WsRpcServer("ws://127.0.0.1:0/rpc");
        server.AddService<INumbers>(new Numbers());
        await server.StartAsync();
        Assert.Equal(report, await library.ReportAsync(server.Url, scenario).Within());
    }

    [PeerFact]
    public async Task Our_client_reads_its_streams_to_their_end()
    {
        await using var client = await ConnectAsync();
        var numbers = client.GetProxy<INumbers>();
        Assert.Equal([1, 2, 3], await numbers.CountAsync(3).ToListAsync().Within());
        Assert.Equal([-1, 0, 1], await numbers.CountFromTwoBeforeAsync(1).ToListAsync().Within());
        Assert.Empty(await numbers.CountAsync(0).ToListAsync().Within());
    }

    [PeerFact]
    public async Task Its_error_ends_the_stream_of_our_client_at_its_place()
    {
        await using var client = await ConnectAsync();
        await using var items = client.GetProxy<INumbers>().CountThenFailAsync(1).GetAsyncEnumerator();
        Assert.True(await items.MoveNextAsync().Within());
        var failure = await Assert.ThrowsAsync<RpcErrorException>(() => items.MoveNextAsync().Within());
        Assert.Equal((4711, "no more"), (failure.Code, failure.Message));
    }

    [PeerFact]
    public async Task It_is_told_when_our_client_breaks_off()
    {
        await using var client = await ConnectAsync();
        var numbers = client.GetProxy<INumbers>();
        await foreach (var number in numbers.CountAsync(1000))
        {
            if (number == 2)
            {
                break;
            }
        }

        Assert.Equal("stream 1 aborted", await numbers.StoppedAsync().Within());
    }

    [PeerFact]
    public async Task Its_handler_of_next_sees_the_cancellation_of_our_client()
    {
        await using var client = await ConnectAsync();
        var numbers = client.GetProxy<INumbers>();
        using var cancellation = new CancellationTokenSource();
        await using var items = numbers.CountThenWaitAsync(1, cancellation.Token).GetAsyncEnumerator();
        Assert.True(await items.MoveNextAsync().Within());
        var waiting = items.MoveNextAsync().Within();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        string[] stopped = [await numbers.StoppedAsync().Within(), await numbers.StoppedAsync().Within()];
        Assert.Equal(["next cancelled", "stream 1 aborted"], stopped.Order()); // in either order
    }

    [PeerFact]
    public async Task Its_handler_of_the_opening_call_sees_the_cancellation_of_our_client()
    {
        await using var client = await ConnectAsync();
        var numbers = client.GetProxy<INumbers>();
        using var cancellation = new CancellationTokenSource();
        var opening = numbers.OpenAsync(cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening.Within());
        Assert.Equal("opening cancelled", await numbers.StoppedAsync().Within());
    }

    [PeerFact]
    public async Task It_asks_our_client_for_the_items_of_an_argument()
    {
        await using var client = await ConnectAsync();
        Assert.Equal(10, await client.GetProxy<INumbers>().SumAsync(new Numbers().CountAsync(4, default)).Within());
    }

    private async Task<WsRpcClient> ConnectAsync() => await WsRpcClient.ConnectAsync(await library.UrlAsync(), options => options.Proxy = null).Within();
}
