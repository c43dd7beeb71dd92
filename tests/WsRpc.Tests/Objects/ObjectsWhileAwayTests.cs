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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Call_does_not_go_to_another_connection_than_the_one_that_its_objects_were_lent_to(bool lendsAnother)
    {
        using var server = new ScriptedServer();
        var (clock, states) = (new FakeTimeProvider(), new StateLog());
        var connecting = server.DialsAgain(clock, states);
        var line = await server.Accepts();
        await using var client = await connecting;
        await states.Becomes(RpcConnectionState.Open);
        var (writing, goesOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var vault = client.GetProxy<IVault>();
        var combination = new Combination(() =>
        {
            writing.TrySetResult();
            goesOn.Task.Within().GetAwaiter().GetResult();
        });
        var opening = Task.Run(() => vault.OpenAsync(new Key(), combination, lendsAnother ? new Key() : null));
        await writing.Task.Within();
        await line.Closes(1012, "back soon");
        await states.Becomes(RpcConnectionState.Reconnecting);
        clock.Advance(TimeSpan.FromSeconds(10));
        line = await server.Accepts();
        await states.Becomes(RpcConnectionState.Open);
        goesOn.SetResult();

        Assert.False((await Assert.ThrowsAsync<RpcConnectionClosedException>(() => opening.Within())).MayHaveRun);
        _ = client.GetProxy<IBank>().FindAsync("bob");
        await line.Receives("""{"jsonrpc":"2.0","id":1,"method":"bank.find","params":["bob"]}""");
        Assert.Equal(client.Counters.ObjectsLent, client.Counters.ObjectsReleased);
        client.Abort();
    }

    private sealed class Key : IVault
    {
        public Task<IVault> KeyAsync() => Task.FromResult<IVault>(this);

        public Task OpenAsync(IVault key, Combination combination, IVault? other) => Task.CompletedTask;
    }
}
