using WsRpc.Testing;

namespace WsRpc.Tests.Objects;

/// <summary>Objects of the peer that this end calls (docs/protocol.md, "Objects by reference"), octet for octet.</summary>
public sealed class HolderTests
{
    [Fact]
    public async Task Result_is_called_and_let_go_behind_its_disposal()
    {
        await using var peer = await RawPeer.AttachAsync();
        var account = await OpenAsync(peer);
        var deposit = account.DepositAsync(5);
        await peer.Receives("""{"jsonrpc":"2.0","id":16385,"method":"$/invokeProxy/9/deposit","params":[5]}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":16385,"result":5}""");
        Assert.Equal(5, await deposit.Within());
        await account.NoteAsync("hello");
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/invokeProxy/9/note","params":["hello"]}""");
        var disposal = account.DisposeAsync();
        await peer.Receives("""{"jsonrpc":"2.0","id":32769,"method":"$/invokeProxy/9/dispose","params":[]}""");
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/releaseMarshaledObject","params":{"handle":9,"ownedBySender":false}}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":32769,"result":null}""");
        await disposal.Within();
        Assert.Contains("released", (await Assert.ThrowsAsync<ObjectDisposedException>(() => account.DepositAsync(1))).Message);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => account.NoteAsync("late").AsTask());
        Assert.False(RpcReference.Release(account));
        await account.DisposeAsync().Within();
        await peer.IsAliveAndSilent();
    }

    [Fact]
    public async Task Result_is_let_go_without_a_word_to_it()
    {
        await using var peer = await RawPeer.AttachAsync();
        var account = await OpenAsync(peer);
        Assert.True(RpcReference.Release(account));
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/releaseMarshaledObject","params":{"handle":9,"ownedBySender":false}}""");
        Assert.False(RpcReference.Release(account));
        Assert.Throws<ArgumentException>(() => RpcReference.Release(peer.Proxy));
        Assert.Throws<ArgumentException>(() => RpcReference.Release(new object()));
    }

    [Fact]
    public async Task Object_of_the_peer_goes_home_as_its_own()
    {
        await using var peer = await RawPeer.AttachAsync();
        var account = await OpenAsync(peer);
        _ = peer.Engine.GetProxy<IBank>().IsOursAsync(account);
        await peer.Receives("""{"jsonrpc":"2.0","id":16385,"method":"bank.isOurs","params":[{"__jsonrpc_marshaled":0,"handle":9}]}""");
    }

    [Fact]
    public async Task Argument_may_be_called_until_its_call_has_ended()
    {
        var account = new Account();
        await using var peer = await RawPeer.AttachAsync();
        var audit = peer.Engine.GetProxy<IBank>().AuditAsync(account);
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"bank.audit","params":[{"__jsonrpc_marshaled":1,"handle":1,"lifetime":"call"},null]}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"$/invokeProxy/1/deposit","params":[3]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":7,"result":3}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":3}""");
        Assert.Equal(3, await audit.Within());
        await peer.Sends("""{"jsonrpc":"2.0","id":8,"method":"$/invokeProxy/1/deposit","params":[3]}""");
        Assert.Contains("-32601", await peer.Receive());
        Assert.Equal((1L, 1L, 0), (peer.Engine.Counters.ObjectsLent, peer.Engine.Counters.ObjectsReleased, account.Disposals));
    }

    [Fact]
    public async Task Argument_of_the_peer_is_called_back_and_no_longer_than_its_call()
    {
        var bank = new Bank();
        await using var peer = await RawPeer.AttachAsync(options => options.AddService<IBank>(bank));
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"bank.audit","params":[{"__jsonrpc_marshaled":1,"handle":4,"lifetime":"call","optionalInterfaces":[3]}]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"$/invokeProxy/4/deposit","params":[1]}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":8}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":7,"result":8}""");
        await Assert.ThrowsAsync<ObjectDisposedException>(() => bank.Audited!.DepositAsync(1));
        Assert.False(RpcReference.Release(bank.Audited!));
        await peer.IsAliveAndSilent();
    }

    [Fact]
    public async Task Result_that_comes_too_late_is_let_go()
    {
        await using var peer = await RawPeer.AttachAsync();
        var account = await OpenAsync(peer);
        await peer.Sends("""{"jsonrpc":"2.0","id":777,"result":{"__jsonrpc_marshaled":1,"handle":10}}""");
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/releaseMarshaledObject","params":{"handle":10,"ownedBySender":false}}""");
        Assert.NotNull(account);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("""{"__jsonrpc_marshaled":0,"handle":1}""")]
    public async Task Result_that_is_no_object_fails_the_call(string result)
    {
        await using var peer = await RawPeer.AttachAsync();
        var opening = peer.Engine.GetProxy<IBank>().OpenAsync("ann");
        await peer.Receive();
        await peer.Sends($$"""{"jsonrpc":"2.0","id":1,"result":{{result}}}""");
        await Assert.ThrowsAsync<RpcSerializationException>(() => opening.Within());
    }

    [Fact]
    public async Task Object_of_a_connection_that_is_lost_fails()
    {
        await using var peer = await RawPeer.AttachAsync();
        var account = await OpenAsync(peer);
        peer.Connection.Abort();
        await peer.Engine.Completion.Within();
        await Assert.ThrowsAsync<RpcConnectionClosedException>(() => account.DepositAsync(1).Within());
        await account.DisposeAsync().Within();
        Assert.True(RpcReference.Release(account));
    }

    [Fact]
    public async Task Nothing_is_lent_over_a_connection_that_is_lost()
    {
        await using var peer = await RawPeer.AttachAsync();
        peer.Connection.Abort();
        await peer.Engine.Completion.Within();
        var failure = await Assert.ThrowsAsync<RpcConnectionClosedException>(() => peer.Engine.GetProxy<IBank>().AuditAsync(new Account()).Within());
        Assert.Equal(("bank.audit", false, 0L), (failure.Method, failure.MayHaveRun, peer.Engine.Counters.ObjectsLent));
    }

    [Theory]
    [InlineData("wsrpc.1")]
    [InlineData("jsonrpc")]
    public async Task Objects_go_both_ways_between_two_ends(string subprotocol)
    {
        var bank = new Bank { OnAudit = async account => await account.DepositAsync(2) + await account.DepositAsync(3) };
        await using var pair = await RpcTestPair.CreateAsync(server =>
        {
            server.Subprotocol = subprotocol;
            server.AddService<IBank>(bank);
        });
        var remote = pair.Client.GetProxy<IBank>();
        await using (var account = await remote.OpenAsync("ann").Within())
        {
            Assert.Equal(5, await account.DepositAsync(5).Within());
            Assert.True(await remote.IsOursAsync(account).Within());
            Assert.Equal(7 + 10, await remote.AuditAsync(account).Within());
        }

        Assert.Equal(1, bank.Account.Disposals);
        var own = new Account();
        Assert.Equal(2 + 5, await remote.AuditAsync(own).Within());
        Assert.False(await remote.IsOursAsync(own).Within());
        Assert.Null(await remote.FindAsync("bob").Within());
        Assert.Equal(pair.Client.Counters.ObjectsLent, pair.Client.Counters.ObjectsReleased);
        Assert.Equal(pair.Server.Counters.ObjectsLent, pair.Server.Counters.ObjectsReleased);
    }

    private static async Task<IAccount> OpenAsync(RawPeer peer)
    {
        var opening = peer.Engine.GetProxy<IBank>().OpenAsync("ann");
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"bank.open","params":["ann"]}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":{"__jsonrpc_marshaled":1,"handle":9}}""");
        return await opening.Within();
    }
}
