using WsRpc.Tests.Interception;

namespace WsRpc.Tests.Objects;

/// <summary>IDisposable by reference (docs/protocol.md, "Objects by reference"), octet for octet.</summary>
public sealed class DisposableTests
{
    private const string Keep = """{"jsonrpc":"2.0","id":7,"method":"ticker.keep","params":[{"__jsonrpc_marshaled":1,"handle":4}]}""";
    private const string Disposed = """{"jsonrpc":"2.0","method":"$/invokeProxy/4/dispose","params":[]}""";
    private const string Released = """{"jsonrpc":"2.0","method":"$/releaseMarshaledObject","params":{"handle":4,"ownedBySender":false}}""";

    private readonly Ticker _ticker = new();
    private readonly Lease _lease = new();

    [Fact]
    public async Task Disposal_is_told_and_followed_by_the_release_once()
    {
        await using var peer = await ServeAsync();
        await peer.Sends(Keep);
        await peer.Receives("""{"jsonrpc":"2.0","id":7,"result":null}""");
        _ticker.Lease!.Dispose();
        await peer.Receives(Disposed);
        await peer.Receives(Released);
        _ticker.Lease.Dispose();
        Assert.False(RpcReference.Release(_ticker.Lease));
        await peer.IsAliveAndSilent();
    }

    [Fact]
    public async Task The_release_does_not_overtake_the_disposal_behind_interceptors()
    {
        await using var peer = await ServeAsync(static options => options.Interceptors.Add(new YieldingInterceptor()));
        await peer.Sends(Keep);
        await peer.Receives("""{"jsonrpc":"2.0","id":7,"result":null}""");
        _ticker.Lease!.Dispose();
        await peer.Receives(Disposed);
        await peer.Receives(Released);
    }

    [Fact]
    public async Task What_was_let_go_is_not_disposed()
    {
        await using var peer = await ServeAsync();
        await peer.Sends(Keep);
        await peer.Receives("""{"jsonrpc":"2.0","id":7,"result":null}""");
        Assert.True(RpcReference.Release(_ticker.Lease!));
        await peer.Receives(Released);
        _ticker.Lease!.Dispose();
        await peer.IsAliveAndSilent();
    }

    [Fact]
    public async Task Disposal_behind_the_end_of_the_connection_is_nothing()
    {
        await using var peer = await ServeAsync();
        await peer.Sends(Keep);
        await peer.Receive();
        peer.Connection.Abort();
        await peer.Engine.Completion.Within();
        _ticker.Lease!.Dispose();
    }

    [Fact]
    public async Task Result_is_disposed_by_the_peer()
    {
        await using var peer = await ServeAsync();
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"ticker.subscribe","params":[{"__jsonrpc_marshaled":1,"handle":4}]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":7,"result":{"__jsonrpc_marshaled":1,"handle":1}}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/invokeProxy/1/dispose","params":[]}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/releaseMarshaledObject","params":{"handle":1,"ownedBySender":false}}""");
        await peer.IsAliveAndSilent();
        Assert.Equal((1, 1L), (_ticker.Subscription.Disposals, peer.Engine.Counters.ObjectsReleased));
    }

    [Fact]
    public async Task Argument_outlives_its_call_and_is_disposed_with_the_connection()
    {
        await using var peer = await LendAsync();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":null}""");
        await peer.IsAliveAndSilent();
        Assert.Equal(0L, peer.Engine.Counters.ObjectsReleased);
        peer.Connection.Abort();
        await _lease.Disposed.Within();
    }

    [Fact]
    public async Task Argument_of_a_call_that_fails_is_let_go_and_not_disposed()
    {
        await using var peer = await LendAsync();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"error":{"code":5,"message":"no"}}""");
        await peer.IsAliveAndSilent();
        Assert.Equal((1L, 0), (peer.Engine.Counters.ObjectsReleased, _lease.Disposals));
        peer.Connection.Abort();
        await peer.Engine.Completion.Within();
        Assert.Equal(0, _lease.Disposals);
    }

    [Fact]
    public async Task Argument_of_a_call_without_an_answer_is_not_disposed_with_the_connection()
    {
        await using var peer = await RawPeer.AttachAsync();
        var keeping = peer.Engine.GetProxy<ITicker>().KeepAsync(_lease);
        await peer.Receive();
        peer.Connection.Abort();
        await Assert.ThrowsAsync<RpcConnectionLostException>(() => keeping.Within());
        Assert.Equal((1L, 0), (peer.Engine.Counters.ObjectsReleased, _lease.Disposals));
    }

    private async Task<RawPeer> LendAsync()
    {
        var peer = await RawPeer.AttachAsync();
        _ = peer.Engine.GetProxy<ITicker>().KeepAsync(_lease);
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"ticker.keep","params":[{"__jsonrpc_marshaled":1,"handle":1}]}""");
        return peer;
    }

    private Task<RawPeer> ServeAsync(Action<WsRpcClientOptions>? configure = null) => RawPeer.AttachAsync(options =>
    {
        options.AddService<ITicker>(_ticker);
        configure?.Invoke(options);
    });
}
