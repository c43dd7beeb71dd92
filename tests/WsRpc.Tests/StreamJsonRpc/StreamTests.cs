using WsRpc.Tests.Streams;

namespace WsRpc.Tests.StreamJsonRpc;

/// <summary>Streams by the messages that StreamJsonRpc was seen to send and to take, in both roles.</summary>
public sealed class StreamTests
{
    [Fact]
    public async Task Its_stream_is_read_with_items_that_come_along_and_two_at_a_time()
    {
        await using var peer = await RawPeer.AttachAsync();
        var reading = peer.Engine.GetProxy<ICount>().CountAsync(5, 2, 2).CollectAsync();
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"CountAsync","params":[5,2,2]}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":{"token":2,"values":[1,2]}}""");
        var next = await peer.Receive();
        Assert.EndsWith(""","method":"$/enumerator/next","params":[2]}""", next);
        await peer.Answers(next, """{"values":[3,4],"finished":false}""");
        await peer.Answers(await peer.Receive(), """{"values":[5],"finished":true}""");
        Assert.Equal([1, 2, 3, 4, 5], await reading.Within());
        await peer.IsAliveAndSilent();
    }

    [Fact]
    public async Task Its_last_batch_may_be_empty()
    {
        await using var peer = await RawPeer.AttachAsync();
        var reading = peer.Engine.GetProxy<ICount>().CountAsync(1, 1, 0).CollectAsync();
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":{"token":1}}""");
        await peer.Answers(await peer.Receive(), """{"values":[1],"finished":false}""");
        await peer.Answers(await peer.Receive(), """{"values":[],"finished":true}""");
        Assert.Equal([1], await reading.Within());
    }

    [Fact]
    public async Task Its_failure_ends_the_stream_and_is_not_answered_by_an_abort()
    {
        await using var peer = await RawPeer.AttachAsync();
        var reading = peer.Engine.GetProxy<ICount>().CountAsync(5, 1, 0).CollectAsync();
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":{"token":4}}""");
        await peer.Fails(await peer.Receive(), """{"code":-32001,"message":"This remote object no longer exists."}""");
        Assert.Equal(-32001, (await Assert.ThrowsAsync<RpcErrorException>(() => reading.Within())).Code);
        await peer.IsAliveAndSilent();
    }

    [Fact]
    public async Task Its_reader_asks_by_position_and_aborts_by_a_notification()
    {
        await using var peer = await RawPeer.AttachAsync(options => options.AddService<ICount>(new Count()));
        await peer.Sends("""{"jsonrpc":"2.0","id":26,"method":"CountAsync","params":[1000000,1,0]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":26,"result":{"token":1}}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":27,"method":"$/enumerator/next","params":[1]}""");
        await peer.Receives($$$"""{"jsonrpc":"2.0","id":27,"result":{"values":[{{{string.Join(',', Enumerable.Range(1, 256))}}}],"finished":false}}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/enumerator/abort","params":[1]}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":28,"method":"$/enumerator/next","params":[1]}""");
        Assert.StartsWith("""{"jsonrpc":"2.0","id":28,"error":{"code":-32001,""", await peer.Receive());
    }

    [Fact]
    public async Task Its_argument_is_asked_for_while_the_call_runs()
    {
        await using var peer = await RawPeer.AttachAsync(options => options.AddService<ICount>(new Count()));
        await peer.Sends("""{"jsonrpc":"2.0","id":30,"method":"SumAsync","params":[{"token":1}]}""");
        var next = await peer.Receive();
        Assert.EndsWith(""","method":"$/enumerator/next","params":[1]}""", next);
        await peer.Answers(next, """{"values":[1,2],"finished":false}""");
        await peer.Answers(await peer.Receive(), """{"values":[3],"finished":true}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":30,"result":6}""");
    }

    private sealed class Count : ICount
    {
        public async IAsyncEnumerable<int> CountAsync(int count, int minBatchSize, int prefetch)
        {
            await Task.Yield();
            for (var i = 1; i <= count; i++)
            {
                yield return i;
            }
        }

        public async Task<int> SumAsync(IAsyncEnumerable<int> numbers) => (await numbers.CollectAsync()).Sum();
    }
}
