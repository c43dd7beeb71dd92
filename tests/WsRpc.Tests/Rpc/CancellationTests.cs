namespace WsRpc.Tests.Rpc;

/// <summary>docs/protocol.md, "Cancellation".</summary>
public sealed class CancellationTests
{
    [Fact]
    public async Task Cancelled_call_returns_at_once_and_tells_the_peer()
    {
        using var cancellation = new CancellationTokenSource();
        await using var peer = await RawPeer.AttachAsync();
        var call = peer.Proxy.RunAsync("x", cancellation.Token);
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"probe.run","params":["x"]}""");
        cancellation.Cancel();
        var failure = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Within());
        Assert.Equal(cancellation.Token, failure.CancellationToken);
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}""");
    }

    [Fact]
    public async Task Late_answer_to_a_cancelled_call_is_dropped_and_counted()
    {
        using var cancellation = new CancellationTokenSource();
        await using var peer = await RawPeer.AttachAsync();
        var call = peer.Proxy.AskAsync(1, cancellation.Token);
        await peer.Receive();
        cancellation.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Within());
        await peer.Receive();
        var next = peer.Proxy.EchoAsync(2);
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":666}""");
        await peer.IsAliveAndSilent();
        Assert.Equal(1, peer.Engine.Counters.UnmatchedResponses);
        Assert.False(next.IsCompleted);
    }

    [Fact]
    public async Task Token_cancelled_before_the_call_sends_nothing()
    {
        await using var peer = await RawPeer.AttachAsync();
        var cancelled = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => peer.Proxy.RunAsync("x", cancelled).Within());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => peer.Proxy.AskAsync(1, cancelled).Within());
        await peer.IsAliveAndSilent();
        Assert.Equal(0, peer.Engine.Counters.CallsMade);
    }

    [Theory]
    [InlineData("9", """{"id":9}""")]
    [InlineData("9", "[9]")]
    [InlineData("\"nine\"", """{"id":"nine"}""")]
    [InlineData("\"nine\"", """["nine"]""")]
    [InlineData("9", """{"more":{"id":1},"id":9}""")]
    public async Task Peer_cancels_its_call_by_id(string id, string parameters)
    {
        await using var peer = await RawPeer.AttachAsync(new Probe { OnRun = RunsUntilCancelled });
        await peer.Sends($$"""{"jsonrpc":"2.0","id":{{id}},"method":"probe.run","params":["x"]}""");
        await peer.Sends($$"""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{{parameters}}}""");
        await peer.Receives($$$"""{"jsonrpc":"2.0","id":{{{id}}},"error":{"code":-32800,"message":"The call was cancelled."}}""");
    }

    [Theory]
    [InlineData("""{"id":10}""")]
    [InlineData("""{"id":"9"}""")]
    [InlineData("""{"id":9.5}""")]
    [InlineData("""{"id":null}""")]
    [InlineData("""{"id":{"id":9}}""")]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    [InlineData("""[[9]]""")]
    [InlineData("null")]
    public async Task Cancellation_of_no_call_is_ignored(string parameters)
    {
        var gate = new TaskCompletionSource<string>();
        await using var peer = await RawPeer.AttachAsync(new Probe { OnRun = (_, cancellationToken) => gate.Task.WaitAsync(cancellationToken) });
        await peer.Sends("""{"jsonrpc":"2.0","id":9,"method":"probe.run","params":["x"]}""");
        await peer.Sends($$"""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{{parameters}}}""");
        await peer.IsAliveAndSilent();
        gate.SetResult("whole");
        await peer.Receives("""{"jsonrpc":"2.0","id":9,"result":"whole"}""");
    }

    [Fact]
    public async Task Cancellation_sent_as_a_request_is_answered()
    {
        await using var peer = await RawPeer.AttachAsync(new Probe());
        await peer.Sends("""{"jsonrpc":"2.0","id":4,"method":"$/cancelRequest","params":{"id":9}}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":4,"result":null}""");
    }

    [Fact]
    public async Task Result_that_was_ready_all_the_same_is_sent()
    {
        var gate = new TaskCompletionSource<string>();
        await using var peer = await RawPeer.AttachAsync(new Probe { OnRun = (_, _) => gate.Task });
        await peer.Sends("""{"jsonrpc":"2.0","id":9,"method":"probe.run","params":["x"]}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":9}}""");
        await peer.IsAliveAndSilent();
        gate.SetResult("done");
        await peer.Receives("""{"jsonrpc":"2.0","id":9,"result":"done"}""");
    }

    [Fact]
    public async Task Cancellation_travels_through_both_engines()
    {
        var cancelled = new TaskCompletionSource();
        await using var pair = await RpcPair.ConnectAsync(new Probe
        {
            OnRun = (name, cancellationToken) =>
            {
                cancellationToken.Register(cancelled.SetResult);
                return RunsUntilCancelled(name, cancellationToken);
            },
        });
        using var cancellation = new CancellationTokenSource();
        var call = pair.Proxy.RunAsync("x", cancellation.Token);
        await pair.Proxy.EchoAsync(1).Within();
        cancellation.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Within());
        await cancelled.Task.Within();
    }

    [Fact]
    public async Task Registration_that_throws_harms_nobody()
    {
        await using var peer = await RawPeer.AttachAsync(new Probe
        {
            OnRun = (name, cancellationToken) =>
            {
                cancellationToken.Register(() => throw new InvalidOperationException("a registration's own"));
                return RunsUntilCancelled(name, cancellationToken);
            },
        });
        await peer.Sends("""{"jsonrpc":"2.0","id":9,"method":"probe.run","params":["x"]}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":[9]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":9,"error":{"code":-32800,"message":"The call was cancelled."}}""");
        await peer.IsAliveAndSilent();
    }

    [Fact]
    public async Task Cancelled_answer_to_a_call_that_nobody_cancelled_is_an_error_of_the_peer()
    {
        await using var peer = await RawPeer.AttachAsync();
        var call = peer.Proxy.EchoAsync(1);
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"error":{"code":-32800,"message":"no longer"}}""");
        var failure = await Assert.ThrowsAsync<RpcCanceledByPeerException>(() => call.Within());
        Assert.Equal("no longer", failure.Message);
    }

    [Fact]
    public async Task Handlers_token_fires_when_the_connection_is_gone()
    {
        var fired = new TaskCompletionSource();
        var started = new TaskCompletionSource();
        await using var peer = await RawPeer.AttachAsync(new Probe
        {
            OnRun = (name, cancellationToken) =>
            {
                cancellationToken.Register(fired.SetResult);
                started.SetResult();
                return RunsUntilCancelled(name, cancellationToken);
            },
        });
        await peer.Sends("""{"jsonrpc":"2.0","method":"probe.run","params":["x"]}""");
        await started.Task.Within();
        peer.Connection.Abort();
        await fired.Task.Within();
    }

    private static async Task<string> RunsUntilCancelled(string name, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return name;
    }
}
