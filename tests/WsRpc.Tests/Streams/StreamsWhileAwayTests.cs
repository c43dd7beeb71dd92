using WsRpc.Tests.Reconnecting;

namespace WsRpc.Tests.Streams;

/// <summary>Streams of a client that connects again (docs/architecture.md, "A client that connects again").</summary>
public sealed class StreamsWhileAwayTests
{
    [Fact]
    public async Task Stream_is_lost_with_its_connection_and_read_anew_it_waits_for_the_next_one()
    {
        using var server = new ScriptedServer();
        var (clock, states) = (new FakeTimeProvider(), new StateLog());
        var connecting = server.DialsAgain(clock, states);
        var line = await server.Accepts("wsrpc.1");
        await using var client = await connecting;
        await line.Receive();
        await line.Sends("""{"jsonrpc":"2.0","method":"$/hello","params":{"version":1,"capabilities":["streams"]}}""");
        await line.Sends("""{"jsonrpc":"2.0","id":"alive","method":"nobody.home"}""");
        await line.Receive();
        var count = client.GetProxy<IFeed>().CountAsync(3);
        var reading = count.CollectAsync();
        await line.Receives("""{"jsonrpc":"2.0","id":1,"method":"feed.count","params":[3],"credit":16}""");
        await line.Sends("""{"jsonrpc":"2.0","id":1,"result":{"$stream":1}}""");
        await line.Closes(1012, "back soon");
        await Assert.ThrowsAsync<RpcConnectionLostException>(() => reading.Within());
        await states.Becomes(RpcConnectionState.Open);
        await states.Becomes(RpcConnectionState.Reconnecting);

        var again = count.CollectAsync();
        var lent = client.GetProxy<IFeed>().SumAsync(new Feed().CountAsync(3, default));
        Assert.False((await Assert.ThrowsAsync<RpcConnectionClosedException>(() => lent.Within())).MayHaveRun);

        clock.Advance(TimeSpan.FromSeconds(10));
        line = await server.Accepts();
        await line.Receives("""{"jsonrpc":"2.0","id":1,"method":"feed.count","params":[3]}""");
        await line.Sends("""{"jsonrpc":"2.0","id":1,"result":{"values":[1,2,3]}}""");
        Assert.Equal([1, 2, 3], await again.Within());
        client.Abort();
    }
}
