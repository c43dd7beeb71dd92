using WsRpc.Tests.Reconnecting;

namespace WsRpc.Tests.Binary;

/// <summary>Octets of calls that wait for the next connection (docs/architecture.md, "A client that connects again").</summary>
public sealed class OctetsWhileAwayTests
{
    [Fact]
    public async Task Octets_wait_with_their_call_and_take_the_form_that_the_next_peer_reads()
    {
        using var server = new ScriptedServer();
        var (clock, states) = (new FakeTimeProvider(), new StateLog());
        var connecting = server.DialsAgain(clock, states, maxWaitingBytes: 2000);
        var line = await server.Accepts("wsrpc.1");
        await using var client = await connecting;
        await line.Receive();
        await line.Sends(Greeting.Hello);
        await line.Sends("""{"jsonrpc":"2.0","id":"alive","method":"nobody.home"}""");
        await line.Receive();
        await line.Closes(1012, "back soon");
        await states.Becomes(RpcConnectionState.Open);
        await states.Becomes(RpcConnectionState.Reconnecting);

        var data = Store.Octets(1000);
        var waiting = client.GetProxy<IStore>().WriteAsync(data);
        Array.Clear(data); // it was lent until the call returned
        var tooMuch = await Assert.ThrowsAsync<RpcLimitException>(() => client.GetProxy<IStore>().WriteAsync(data).Within());
        Assert.Equal(nameof(RpcReconnect.MaxWaitingBytes), tooMuch.Limit);

        // A stream is lent to one connection, and waits for no other.
        var stream = await Assert.ThrowsAsync<RpcConnectionClosedException>(() => client.GetProxy<IArchive>().UploadAsync("x", new SourceStream(3)).Within());
        Assert.False(stream.MayHaveRun);

        clock.Advance(TimeSpan.FromSeconds(10));
        line = await server.Accepts();
        await line.Receives($$"""{"jsonrpc":"2.0","id":1,"method":"store.write","params":["{{Convert.ToBase64String(Store.Octets(1000))}}",null]}""");
        await line.Sends("""{"jsonrpc":"2.0","id":1,"result":1000}""");
        Assert.Equal(1000, await waiting.Within());
        client.Abort();
    }
}
