using WsRpc.Tests.Objects;
using WsRpc.Tests.Streams;

namespace WsRpc.Tests.StreamJsonRpc;

/// <summary>Marshaled objects by the messages that a server of StreamJsonRpc 2.26 was seen to send and to take.</summary>
public sealed class ObjectCallerTests
{
    [Fact]
    public async Task Its_object_is_called_goes_home_and_is_disposed()
    {
        await using var peer = await RawPeer.AttachAsync();
        var counters = peer.Engine.GetProxy<ICounters>();
        var getting = counters.GetCounterAsync();
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"GetCounterAsync","params":[]}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":{"__jsonrpc_marshaled":1,"handle":0,"optionalInterfaces":[7]}}""");
        var counter = await getting.Within();
        var counting = counter.IncAsync(5);
        await peer.Answers(await ReceivesCall(peer, "$/invokeProxy/0/IncAsync", "[5]"), "5");
        Assert.Equal(5, await counting.Within());
        var asking = counters.IsMineAsync(counter);
        await peer.Answers(await ReceivesCall(peer, "IsMineAsync", """[{"__jsonrpc_marshaled":0,"handle":0}]"""), "true");
        Assert.True(await asking.Within());
        counter.Dispose();
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/invokeProxy/0/Dispose","params":[]}""");
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/releaseMarshaledObject","params":{"handle":0,"ownedBySender":false}}""");
        counter.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => counter.IncAsync(1));
        await peer.IsAliveAndSilent();
    }

    [Fact]
    public async Task Own_object_is_called_behind_its_call_until_it_is_disposed()
    {
        var counter = new Counter();
        await using var peer = await RawPeer.AttachAsync();
        var using_ = peer.Engine.GetProxy<ICounters>().UseCounterAsync(counter);
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"UseCounterAsync","params":[{"__jsonrpc_marshaled":1,"handle":1}]}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":0}""");
        Assert.Equal(0, await using_.Within());
        await peer.Sends("""{"jsonrpc":"2.0","id":6,"method":"$/invokeProxy/1/IncAsync","params":[5]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":6,"result":5}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"$/invokeProxy/1/7.ResetAsync","params":[]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":7,"error":{"code":-32601,"message":"$/invokeProxy/1/7.ResetAsync: no such object, or no such method of it."}}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/invokeProxy/1/Dispose","params":[]}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/releaseMarshaledObject","params":{"handle":1,"ownedBySender":false}}""");
        await peer.IsAliveAndSilent();
        Assert.Equal((1, 1L), (counter.Disposals, peer.Engine.Counters.ObjectsReleased));
    }

    [Fact]
    public async Task Own_object_of_a_call_scope_is_called_until_the_answer()
    {
        var counter = new Counter();
        await using var peer = await RawPeer.AttachAsync();
        var using_ = peer.Engine.GetProxy<ICounters>().UseCallScopedAsync(counter);
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"UseCallScopedAsync","params":[{"__jsonrpc_marshaled":1,"handle":1,"lifetime":"call"}]}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":6,"method":"$/invokeProxy/1/IncAsync","params":[5]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":6,"result":5}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":5}""");
        Assert.Equal(5, await using_.Within());
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"$/invokeProxy/1/IncAsync","params":[5]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":7,"error":{"code":-32601,"message":"$/invokeProxy/1/IncAsync: no such object, or no such method of it."}}""");
        Assert.Equal(0, counter.Disposals);
    }

    [Fact]
    public async Task Observer_and_subscription_have_one_handle_at_each_end()
    {
        var listener = new Listener<int>();
        await using var peer = await RawPeer.AttachAsync();
        var subscribing = peer.Engine.GetProxy<ICounters>().SubscribeAsync(listener);
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"SubscribeAsync","params":[{"__jsonrpc_marshaled":1,"handle":1}]}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":{"__jsonrpc_marshaled":1,"handle":1}}""");
        var subscription = await subscribing.Within();
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/invokeProxy/1/onNext","params":[3]}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/invokeProxy/1/onError","params":[{"ClassName":"System.InvalidOperationException","Message":"over","Data":null,"InnerException":null,"HelpURL":null,"StackTraceString":null,"RemoteStackTraceString":null,"RemoteStackIndex":0,"ExceptionMethod":null,"HResult":-2146233079,"Source":null,"AssemblyName":"System.Private.CoreLib"}]}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/releaseMarshaledObject","params":{"handle":1,"ownedBySender":false}}""");
        await peer.IsAliveAndSilent();
        var failure = Assert.IsType<RpcErrorException>(await listener.End.Within());
        Assert.Equal(("over", "System.InvalidOperationException"), (failure.Message, failure.RemoteError!.Type));
        Assert.Equal([3], listener.Told);
        subscription.Dispose();
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/invokeProxy/1/dispose","params":[]}""");
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/releaseMarshaledObject","params":{"handle":1,"ownedBySender":false}}""");
    }

    private static async Task<string> ReceivesCall(RawPeer peer, string method, string parameters)
    {
        var call = await peer.Receive();
        Assert.EndsWith($$""","method":"{{method}}","params":{{parameters}}}""", call);
        return call;
    }
}
