using WsRpc.Tests.Reconnecting;

namespace WsRpc.Tests.Objects;

/// <summary>Objects by reference of a client that connects again (docs/architecture.md, "A client that connects again").</summary>
public sealed class ObjectsWhileAwayTests
{
    [Fact]
    public async Task Call_that_lends_an_object_or_sends_one_home_does_not_wait_for_the_next_connection()
    {
        using var server = new ScriptedServer();
        var (clock, states) = (new FakeTimeProvider(), new StateLog());
        var connecting = server.DialsAgain(clock, states);
        var line = await server.Accepts();
        await using var client = await connecting;
        var bank = client.GetProxy<IBank>();
        var opening = bank.OpenAsync("ann");
        await line.Receives("""{"jsonrpc":"2.0","id":1,"method":"bank.open","params":["ann"]}""");
        await line.Sends("""{"jsonrpc":"2.0","id":1,"result":{"__jsonrpc_marshaled":1,"handle":9}}""");
        var account = await opening.Within();
        await line.Closes(1012, "back soon");
        await states.Becomes(RpcConnectionState.Open);
        await states.Becomes(RpcConnectionState.Reconnecting);

        var home = await Assert.ThrowsAsync<RpcConnectionClosedException>(() => bank.IsOursAsync(account).Within());
        var lent = await Assert.ThrowsAsync<RpcConnectionClosedException>(() => bank.AuditAsync(new Account()).Within());
        Assert.Equal((false, false), (home.MayHaveRun, lent.MayHaveRun));
        var next = bank.FindAsync("bob");

        clock.Advance(TimeSpan.FromSeconds(10));
        line = await server.Accepts();
        await line.Receives("""{"jsonrpc":"2.0","id":1,"method":"bank.find","params":["bob"]}""");
        await line.Sends("""{"jsonrpc":"2.0","id":1,"result":null}""");
        Assert.Null(await next.Within());
        client.Abort();
    }
}
