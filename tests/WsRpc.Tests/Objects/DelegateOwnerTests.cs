using WsRpc.Testing;

namespace WsRpc.Tests.Objects;

/// <summary>Delegates of this end that the peer calls (docs/protocol.md, "Objects by reference"), octet for octet.</summary>
public sealed class DelegateOwnerTests
{
    private const string Subscribed = """{"jsonrpc":"2.0","id":1,"result":{"__jsonrpc_marshaled":1,"handle":9}}""";

    private readonly List<int> _ticks = [];

    [Fact]
    public async Task It_may_be_called_until_its_call_has_ended()
    {
        await using var peer = await RawPeer.AttachAsync();
        var counting = peer.Engine.GetProxy<ITicker>().CountAsync(_ticks.Add);
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"ticker.count","params":[{"__jsonrpc_marshaled":1,"handle":1,"lifetime":"call"},null]}""");
        await peer.Sends(Invoke(5));
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"$/invokeProxy/1/invoke","params":{"obj":6}}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":7,"result":null}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":2}""");
        Assert.Equal(2, await counting.Within());
        await peer.Sends(Invoke(7));
        await peer.IsAliveAndSilent();
        Assert.Equal([5, 6], _ticks);
    }

    [Fact]
    public async Task What_outlives_its_call_may_be_called_until_the_peer_lets_it_go()
    {
        await using var peer = await RawPeer.AttachAsync();
        using var subscription = await SubscribeAsync(peer);
        await peer.Sends(Invoke(5));
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/releaseMarshaledObject","params":{"handle":1,"ownedBySender":false}}""");
        await peer.Sends(Invoke(6));
        await peer.IsAliveAndSilent();
        Assert.Equal([5], _ticks);
        Assert.Equal((1L, 1L), (peer.Engine.Counters.ObjectsLent, peer.Engine.Counters.ObjectsReleased));
    }

    [Fact]
    public async Task What_would_outlive_its_call_ends_with_one_that_fails()
    {
        await using var peer = await RawPeer.AttachAsync();
        var subscribing = peer.Engine.GetProxy<ITicker>().SubscribeAsync(_ticks.Add);
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"error":{"code":5,"message":"closed"}}""");
        await Assert.ThrowsAsync<RpcErrorException>(() => subscribing.Within());
        await peer.Sends(Invoke(5));
        await peer.IsAliveAndSilent();
        Assert.Empty(_ticks);
        Assert.Equal((1L, 1L), (peer.Engine.Counters.ObjectsLent, peer.Engine.Counters.ObjectsReleased));
    }

    [Fact]
    public async Task Func_is_answered_and_can_be_cancelled()
    {
        await using var peer = await RawPeer.AttachAsync();
        var cancelled = new TaskCompletionSource();
        _ = peer.Engine.GetProxy<ITicker>().AskAsync(async (text, number, cancellation) =>
        {
            if (number < 0)
            {
                await using var registration = cancellation.Register(cancelled.SetResult);
                await Task.Delay(Timeout.Infinite, cancellation);
            }

            return $"{text}{number}";
        });
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"$/invokeProxy/1/invoke","params":["x",1]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":7,"result":"x1"}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":8,"method":"$/invokeProxy/1/invoke","params":["x",-1]}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":9,"method":"$/invokeProxy/1/invoke","params":["x",2]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":9,"result":"x2"}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":8}}""");
        await cancelled.Task.Within();
        await peer.Receives("""{"jsonrpc":"2.0","id":8,"error":{"code":-32800,"message":"The call was cancelled."}}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":10,"method":"$/invokeProxy/1/invoke","params":["x"]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":10,"error":{"code":-32602,"message":"invoke: argument \"arg2\" is missing"}}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":11,"method":"$/invokeProxy/1/Invoke","params":["x",1]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":11,"error":{"code":-32601,"message":"$/invokeProxy/1/Invoke: no such object, or no such method of it."}}""");
    }

    [Fact]
    public async Task What_an_action_is_told_keeps_its_order_behind_one_that_blocks()
    {
        await using var peer = await RawPeer.AttachAsync();
        using var gate = new ManualResetEventSlim();
        var told = new TaskCompletionSource();
        var subscribing = peer.Engine.GetProxy<ITicker>().SubscribeAsync(tick =>
        {
            if (tick == 1)
            {
                gate.Wait(InTime.Limit);
            }

            _ticks.Add(tick);
            if (tick == 3)
            {
                told.SetResult();
            }
        });
        await peer.Receive();
        await peer.Sends(Subscribed);
        await subscribing.Within();
        await peer.Sends(Invoke(1));
        await peer.Sends(Invoke(2));
        await peer.Sends(Invoke(3));
        await peer.IsAliveAndSilent();
        Assert.Empty(_ticks);
        gate.Set();
        await told.Task.Within();
        Assert.Equal([1, 2, 3], _ticks);
    }

    [Fact]
    public async Task It_is_called_on_the_context_of_the_connection()
    {
        var context = new QueueContext();
        await using var peer = await RawPeer.AttachAsync(options => options.SynchronizationContext = context);
        using var subscription = await SubscribeAsync(peer);
        await peer.Sends(Invoke(1));
        await peer.Sends(Invoke(2));
        await peer.IsAliveAndSilent();
        Assert.Empty(_ticks);
        while (_ticks.Count < 2)
        {
            await InTime.Until(() => context.Count > 0);
            context.Work();
        }

        Assert.Equal([1, 2], _ticks);
    }

    [Fact]
    public async Task What_it_throws_is_logged_where_nobody_waits_for_it()
    {
        var log = new RecordingLogger();
        await using var peer = await RawPeer.AttachAsync(options => options.LoggerFactory = log);
        var subscribing = peer.Engine.GetProxy<ITicker>().SubscribeAsync(static _ => throw new InvalidOperationException("broken"));
        await peer.Receive();
        await peer.Sends(Subscribed);
        await subscribing.Within();
        await peer.Sends(Invoke(1));
        await peer.IsAliveAndSilent();
        Assert.Contains(log.Entries, static entry => entry.Exception is InvalidOperationException { Message: "broken" });
    }

    [Fact]
    public async Task Delegates_beyond_the_limit_are_not_lent()
    {
        await using var peer = await RawPeer.AttachAsync(options => options.MaxLentObjects = 1);
        using var subscription = await SubscribeAsync(peer);
        var failure = await Assert.ThrowsAsync<RpcSerializationException>(() => peer.Engine.GetProxy<ITicker>().CountAsync(_ticks.Add).Within());
        Assert.Equal("ticker.count: argument \"onTick\" cannot be written: MaxLentObjects = 1 is reached.", failure.Message);
    }

    [Theory]
    [InlineData("wsrpc.1")]
    [InlineData("jsonrpc")]
    public async Task Delegates_go_both_ways_between_two_ends(string subprotocol)
    {
        var ticker = new Ticker { Combining = static async combine => await combine(static number => Task.FromResult(number + 1), combine) };
        await using var pair = await RpcTestPair.CreateAsync(server =>
        {
            server.Subprotocol = subprotocol;
            server.AddService<ITicker>(ticker);
        });
        var remote = pair.Client.GetProxy<ITicker>();
        var wasItself = false;
        Combine own = null!;
        own = async (first, next) =>
        {
            wasItself = ReferenceEquals(next, own);
            return await first(1) + 10;
        };
        await remote.CombineAsync(own).Within();
        Assert.True(wasItself);
        Assert.Equal("<who7>", await remote.AskAsync(static (text, number, _) => Task.FromResult($"{text}{number}")).Within());
        var done = new TaskCompletionSource();
        Assert.Equal(2, await remote.CountAsync(_ticks.Add, done.SetResult).Within());
        await done.Task.Within();
        Assert.Equal([1, 2], _ticks);
        Assert.Equal(pair.Client.Counters.ObjectsLent, pair.Client.Counters.ObjectsReleased);
        Assert.Equal(pair.Server.Counters.ObjectsLent, pair.Server.Counters.ObjectsReleased);
    }

    private async Task<IDisposable> SubscribeAsync(RawPeer peer)
    {
        var subscribing = peer.Engine.GetProxy<ITicker>().SubscribeAsync(_ticks.Add);
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"ticker.subscribe","params":[{"__jsonrpc_marshaled":1,"handle":1}]}""");
        await peer.Sends(Subscribed);
        return await subscribing.Within();
    }

    private static string Invoke(int tick) => $$"""{"jsonrpc":"2.0","method":"$/invokeProxy/1/invoke","params":[{{tick}}]}""";
}
