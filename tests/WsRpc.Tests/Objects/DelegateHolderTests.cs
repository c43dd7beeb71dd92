namespace WsRpc.Tests.Objects;

/// <summary>Delegates of the peer that this end calls (docs/protocol.md, "Objects by reference"), octet for octet.</summary>
public sealed class DelegateHolderTests
{
    private const string Subscribe = """{"jsonrpc":"2.0","id":7,"method":"ticker.subscribe","params":[{"__jsonrpc_marshaled":1,"handle":4}]}""";

    private readonly Ticker _ticker = new();

    [Fact]
    public async Task Action_is_a_notification_and_ends_with_its_call()
    {
        await using var peer = await ServeAsync();
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"ticker.count","params":[{"__jsonrpc_marshaled":1,"handle":4,"lifetime":"call"},{"__jsonrpc_marshaled":1,"handle":5,"lifetime":"call"}]}""");
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/invokeProxy/4/invoke","params":[1]}""");
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/invokeProxy/4/invoke","params":[2]}""");
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/invokeProxy/5/invoke","params":[]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":7,"result":2}""");
        var late = Assert.Throws<ObjectDisposedException>(() => _ticker.OnTick!(3));
        Assert.Contains("this Action<int> of the peer was released, or the call has ended that it was lent for", late.Message);
        await peer.IsAliveAndSilent();
    }

    [Fact]
    public async Task Func_is_a_call()
    {
        await using var peer = await ServeAsync();
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"ticker.ask","params":[{"__jsonrpc_marshaled":1,"handle":4,"lifetime":"call"}]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"$/invokeProxy/4/invoke","params":["who",7]}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":"me"}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":7,"result":"\u003Cme\u003E"}""");
    }

    [Fact]
    public async Task Without_a_lifetime_it_may_be_called_until_it_is_let_go()
    {
        await using var peer = await ServeAsync();
        await peer.Sends(Subscribe);
        await peer.Receives("""{"jsonrpc":"2.0","id":7,"result":{"__jsonrpc_marshaled":1,"handle":1}}""");
        _ticker.OnTick!(3);
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/invokeProxy/4/invoke","params":[3]}""");
        Assert.True(RpcReference.Release(_ticker.OnTick));
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/releaseMarshaledObject","params":{"handle":4,"ownedBySender":false}}""");
        Assert.False(RpcReference.Release(_ticker.OnTick));
        Assert.Throws<ObjectDisposedException>(() => _ticker.OnTick(4));
    }

    [Fact]
    public async Task Its_owner_lets_it_go_where_the_call_fails()
    {
        _ticker.Working = static () => throw new RpcErrorException(5, "closed");
        await using var peer = await ServeAsync();
        await peer.Sends(Subscribe);
        await peer.Receives("""{"jsonrpc":"2.0","id":7,"error":{"code":5,"message":"closed"}}""");
        Assert.Throws<ObjectDisposedException>(() => _ticker.OnTick!(3));
        Assert.False(RpcReference.Release(_ticker.OnTick!));
        await peer.IsAliveAndSilent();
    }

    [Fact]
    public async Task It_goes_home_as_its_owners_own()
    {
        await using var peer = await ServeAsync();
        await peer.Sends(Subscribe);
        await peer.Receive();
        _ = peer.Engine.GetProxy<ITicker>().SubscribeAsync(_ticker.OnTick!);
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"ticker.subscribe","params":[{"__jsonrpc_marshaled":0,"handle":4}]}""");
    }

    [Fact]
    public async Task One_among_others_is_lent_with_them()
    {
        await using var peer = await ServeAsync();
        await peer.Sends(Subscribe);
        await peer.Receive();
        Action<int> both = static _ => { };
        both += _ticker.OnTick!;
        _ = peer.Engine.GetProxy<ITicker>().SubscribeAsync(both);
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"ticker.subscribe","params":[{"__jsonrpc_marshaled":1,"handle":2}]}""");
    }

    [Fact]
    public async Task Method_of_an_object_of_the_peer_is_a_delegate_of_this_end()
    {
        await using var peer = await RawPeer.AttachAsync();
        var opening = peer.Engine.GetProxy<IBank>().OpenAsync("ann");
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":{"__jsonrpc_marshaled":1,"handle":9}}""");
        var account = await opening.Within();
        Func<int, Task<int>> deposit = account.DepositAsync;
        Assert.Throws<ArgumentException>(() => RpcReference.Release(deposit));
        _ = peer.Engine.GetProxy<ITicker>().AddUpAsync(deposit);
        Assert.EndsWith(""","method":"ticker.addUp","params":[{"__jsonrpc_marshaled":1,"handle":1,"lifetime":"call"}]}""", await peer.Receive());
    }

    [Fact]
    public async Task Action_of_a_connection_that_is_gone_does_nothing()
    {
        await using var peer = await ServeAsync();
        await peer.Sends(Subscribe);
        await peer.Receive();
        peer.Connection.Abort();
        await peer.Engine.Completion.Within();
        _ticker.OnTick!(3);
        Assert.True(RpcReference.Release(_ticker.OnTick));
    }

    [Fact]
    public async Task Action_of_a_peer_that_does_not_read_is_refused_and_let_go_all_the_same()
    {
        await using var peer = await RawPeer.AttachAsync(options =>
        {
            options.MaxOutgoingBytes = 64 * 1024;
            options.AddService<ITicker>(_ticker);
        });
        await peer.Sends(Subscribe);
        await peer.Receive();
        var failure = Assert.Throws<RpcLimitException>(() =>
        {
            for (var i = 0; i < 100_000; i++)
            {
                _ticker.OnTick!(i);
            }
        });
        Assert.Equal("MaxOutgoingBytes", failure.Limit);
        Assert.True(RpcReference.Release(_ticker.OnTick!));
        string last;
        do
        {
            last = await peer.Receive();
        }
        while (last.Contains("invoke", StringComparison.Ordinal));

        Assert.Equal("""{"jsonrpc":"2.0","method":"$/releaseMarshaledObject","params":{"handle":4,"ownedBySender":false}}""", last);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("""{"__jsonrpc_marshaled":0,"handle":4}""")]
    public async Task What_is_no_delegate_is_refused(string argument)
    {
        await using var peer = await ServeAsync();
        await peer.Sends($$"""{"jsonrpc":"2.0","id":7,"method":"ticker.subscribe","params":[{{argument}}]}""");
        Assert.StartsWith("""{"jsonrpc":"2.0","id":7,"error":{"code":-32602,"message":"ticker.subscribe: argument \"onTick\" must """, await peer.Receive());
    }

    private Task<RawPeer> ServeAsync() => RawPeer.AttachAsync(options => options.AddService<ITicker>(_ticker));
}
