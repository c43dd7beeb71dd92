namespace WsRpc.Tests.StreamJsonRpc;

/// <summary>Marshaled objects by the messages that a client of StreamJsonRpc 2.26 was seen to send and to take.</summary>
public sealed class ObjectCalleeTests
{
    private readonly Counters _counters = new();

    [Fact]
    public async Task Its_argument_is_called_behind_the_call_and_disposed()
    {
        await using var peer = await ServeAsync();
        await peer.Sends("""{"jsonrpc":"2.0","id":42,"method":"UseCounterAsync","params":[{"__jsonrpc_marshaled":1,"handle":1,"optionalInterfaces":[7]}]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":42,"result":0}""");
        var counting = _counters.Given!.IncAsync(5);
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"$/invokeProxy/1/IncAsync","params":[5]}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":5}""");
        Assert.Equal(5, await counting.Within());
        _counters.Given.Dispose();
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/invokeProxy/1/Dispose","params":[]}""");
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/releaseMarshaledObject","params":{"handle":1,"ownedBySender":false}}""");
        await peer.IsAliveAndSilent();
    }

    [Fact]
    public async Task Its_argument_of_a_call_scope_is_not_called_behind_the_answer()
    {
        await using var peer = await ServeAsync();
        await peer.Sends("""{"jsonrpc":"2.0","id":46,"method":"UseCallScopedAsync","params":[{"__jsonrpc_marshaled":1,"handle":2,"lifetime":"call"}]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"$/invokeProxy/2/IncAsync","params":[1]}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":1}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":46,"result":1}""");
        await Assert.ThrowsAsync<ObjectDisposedException>(() => _counters.Given!.IncAsync(1));
        _counters.Given!.Dispose();
        await peer.IsAliveAndSilent();
    }

    [Fact]
    public async Task Own_object_comes_home_and_is_disposed_by_it()
    {
        await using var peer = await ServeAsync();
        await peer.Sends("""{"jsonrpc":"2.0","id":43,"method":"GetCounterAsync","params":[]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":43,"result":{"__jsonrpc_marshaled":1,"handle":1}}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":44,"method":"$/invokeProxy/1/IncAsync","params":[5]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":44,"result":5}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":45,"method":"IsMineAsync","params":[{"__jsonrpc_marshaled":0,"handle":1}]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":45,"result":true}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/invokeProxy/1/Dispose","params":[]}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/releaseMarshaledObject","params":{"handle":1,"ownedBySender":false}}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":46,"method":"$/releaseMarshaledObject","params":{"handle":1,"ownedBySender":false}}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":46,"result":null}""");
        Assert.Equal(1, _counters.Own.Disposals);
    }

    [Fact]
    public async Task Its_observer_is_told_and_its_subscription_disposed()
    {
        await using var peer = await ServeAsync();
        await peer.Sends("""{"jsonrpc":"2.0","id":47,"method":"SubscribeAsync","params":[{"__jsonrpc_marshaled":1,"handle":0}]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":47,"result":{"__jsonrpc_marshaled":1,"handle":1}}""");
        _counters.Observer!.OnNext(3);
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/invokeProxy/0/onNext","params":[3]}""");
        _counters.Observer.OnCompleted();
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/invokeProxy/0/onCompleted","params":[]}""");
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/releaseMarshaledObject","params":{"handle":0,"ownedBySender":false}}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/invokeProxy/1/dispose","params":[]}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/releaseMarshaledObject","params":{"handle":1,"ownedBySender":false}}""");
        await peer.IsAliveAndSilent();
        Assert.Equal(1, _counters.Own.Disposals);
    }

    private Task<RawPeer> ServeAsync() => RawPeer.AttachAsync(options => options.AddService<ICounters>(_counters));

    private sealed class Counters : ICounters
    {
        public Counter Own { get; } = new();

        public ICounter? Given { get; private set; }

        public IObserver<int>? Observer { get; private set; }

        public Task<ICounter> GetCounterAsync() => Task.FromResult<ICounter>(Own);

        public Task<int> UseCounterAsync(ICounter counter)
        {
            Given = counter;
            return Task.FromResult(0);
        }

        public Task<int> UseCallScopedAsync(ICounter counter)
        {
            Given = counter;
            return counter.IncAsync(1);
        }

        public Task<bool> IsMineAsync(ICounter counter) => Task.FromResult(ReferenceEquals(counter, Own));

        public Task<IDisposable> SubscribeAsync(IObserver<int> observer)
        {
            Observer = observer;
            return Task.FromResult<IDisposable>(Own);
        }
    }
}
