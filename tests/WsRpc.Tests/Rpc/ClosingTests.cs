namespace WsRpc.Tests.Rpc;

/// <summary>The end of a connection, and what every call learns of it.</summary>
public sealed class ClosingTests
{
    [Fact]
    public async Task Calls_in_flight_end_when_the_peer_vanishes()
    {
        await using var peer = await RawPeer.AttachAsync();
        var calls = await HundredCalls(peer);
        peer.Connection.Abort();
        foreach (var call in calls)
        {
            var failure = await Assert.ThrowsAsync<RpcConnectionLostException>(() => call.Within());
            Assert.True(failure.MayHaveRun);
            Assert.Contains("1006", failure.Message);
        }

        var closed = await peer.Engine.Completion.Within();
        Assert.Equal((1006, true), (closed.Code, closed.InitiatedByPeer));
    }

    [Fact]
    public async Task Calls_in_flight_end_when_the_peer_closes()
    {
        await using var peer = await RawPeer.AttachAsync();
        var calls = await HundredCalls(peer);
        await peer.Connection.CloseAsync(1001, "going home").Within();
        foreach (var call in calls)
        {
            var failure = await Assert.ThrowsAsync<RpcConnectionLostException>(() => call.Within());
            Assert.True(failure.MayHaveRun);
            Assert.Equal("probe.run: the connection ended before the answer came (closed with code 1001: going home).", failure.Message);
        }

        Assert.Equal(new RpcClosed(new WebSocketClosed(1001, "going home", initiatedByPeer: true)), await peer.Engine.Completion.Within());
    }

    [Fact]
    public async Task Calls_in_flight_end_when_this_end_closes()
    {
        await using var peer = await RawPeer.AttachAsync();
        var calls = await HundredCalls(peer);
        var closing = peer.Engine.CloseAsync(4000, "enough");
        await peer.ReceivesClose(4000, "enough");
        await closing.Within();
        foreach (var call in calls)
        {
            var failure = await Assert.ThrowsAsync<RpcConnectionClosedException>(() => call.Within());
            Assert.True(failure.MayHaveRun);
            Assert.Equal("probe.run: this end closed the connection before the answer came (closed with code 4000: enough).", failure.Message);
        }

        Assert.False((await peer.Engine.Completion.Within()).InitiatedByPeer);
        Assert.True(peer.Engine.Closed.IsCancellationRequested || await FiresSoon(peer.Engine.Closed));
    }

    [Fact]
    public async Task Calls_in_flight_end_when_this_end_aborts()
    {
        await using var peer = await RawPeer.AttachAsync();
        var calls = await HundredCalls(peer);
        peer.Engine.Abort();
        foreach (var call in calls)
        {
            Assert.True((await Assert.ThrowsAnyAsync<RpcConnectionException>(() => call.Within())).MayHaveRun);
        }
    }

    [Fact]
    public async Task Calls_after_the_end_were_never_sent()
    {
        await using var peer = await RawPeer.AttachAsync();
        await peer.Connection.CloseAsync(1000, "bye").Within();
        await peer.Engine.Completion.Within();
        foreach (var call in new Func<Task>[] { () => peer.Proxy.ResetAsync(), () => peer.Proxy.EchoAsync(1).AsTask(), () => peer.Proxy.NoteAsync("x").AsTask() })
        {
            var failure = await Assert.ThrowsAsync<RpcConnectionClosedException>(() => call().Within());
            Assert.False(failure.MayHaveRun);
            Assert.Contains("closed with code 1000: bye", failure.Message);
        }
    }

    [Fact]
    public async Task Calls_while_closing_were_never_sent()
    {
        await using var peer = await RawPeer.AttachAsync();
        var closing = peer.Engine.CloseAsync();
        var failure = await Assert.ThrowsAsync<RpcConnectionClosedException>(() => peer.Proxy.ResetAsync().Within());
        Assert.False(failure.MayHaveRun);
        await peer.ReceivesClose(1000, "");
        await closing.Within();
    }

    [Fact]
    public async Task What_was_sent_before_the_close_arrives()
    {
        var probe = new Probe();
        await using var pair = await RpcPair.ConnectAsync(probe);
        for (var i = 0; i < 100; i++)
        {
            await pair.Proxy.NoteAsync($"{i}").Within();
        }

        await pair.Client.CloseAsync().Within();
        await pair.Server.Completion.Within();
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{i}"), probe.Notes);
    }

    [Fact]
    public async Task Closing_twice_and_disposing_is_closing_once()
    {
        await using var pair = await RpcPair.ConnectAsync();
        await Task.WhenAll(pair.Client.CloseAsync(4001, "one").AsTask(), pair.Client.CloseAsync(4002, "two").AsTask(), pair.Client.DisposeAsync().AsTask()).Within();
        Assert.Equal(4001, (await pair.Server.Completion.Within()).Code);
    }

    [Fact]
    public async Task Code_alone_is_named_where_there_is_no_reason()
    {
        await using var peer = await RawPeer.AttachAsync();
        var call = peer.Proxy.ResetAsync();
        await peer.Receive();
        var closing = peer.Engine.CloseAsync();
        await peer.ReceivesClose(1000, "");
        await closing.Within();
        var failure = await Assert.ThrowsAsync<RpcConnectionClosedException>(() => call.Within());
        Assert.Equal("probe.reset: this end closed the connection before the answer came (closed with code 1000).", failure.Message);
    }

    [Fact]
    public async Task Both_ends_may_close_at_the_same_time()
    {
        await using var pair = await RpcPair.ConnectAsync();
        await Task.WhenAll(pair.Client.CloseAsync().AsTask(), pair.Server.CloseAsync().AsTask()).Within();
    }

    [Fact]
    public async Task Handler_may_close_its_own_connection()
    {
        RpcPair? pair = null;
        await using var connected = pair = await RpcPair.ConnectAsync(new Probe
        {
            OnRun = async (name, _) =>
            {
                await pair!.Server.CloseAsync(4000, "by the handler");
                return name;
            },
        });
        var failure = await Assert.ThrowsAsync<RpcConnectionLostException>(() => pair.Proxy.RunAsync("x").Within());
        Assert.Contains("by the handler", failure.Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Callers_that_race_the_end_all_learn_how_their_calls_ended(bool abort)
    {
        for (var round = 0; round < 20; round++)
        {
            await using var pair = await RpcPair.ConnectAsync(new Probe());
            var callers = Enumerable.Range(0, 4).Select(caller => Task.Run(() => CallUntilTheEnd(pair.Proxy, caller % 2 == 0))).ToArray();
            await pair.Proxy.EchoAsync(1).Within();
            if (abort)
            {
                pair.Server.Abort();
            }
            else
            {
                await pair.Server.CloseAsync().Within();
            }

            Assert.All(await Task.WhenAll(callers).Within(), failure => Assert.IsAssignableFrom<RpcConnectionException>(failure));
        }
    }

    [Theory]
    [InlineData(1005)]
    [InlineData(1006)]
    [InlineData(999)]
    [InlineData(5000)]
    public async Task Close_code_that_may_not_be_sent_is_refused(int code)
    {
        await using var pair = await RpcPair.ConnectAsync(new Probe());
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => pair.Client.CloseAsync(code).AsTask());
        Assert.Equal(1, await pair.Proxy.EchoAsync(1).Within());
    }

    private static async Task<Exception> CallUntilTheEnd(IProbe proxy, bool cancellable)
    {
        using var cancellation = new CancellationTokenSource();
        try
        {
            for (var i = 0; ; i++)
            {
                Assert.Equal(i, await proxy.AskAsync(i, cancellable ? cancellation.Token : default));
                Assert.Equal(i, await proxy.AddAsync(i, 0));
            }
        }
        catch (RpcException exception)
        {
            return exception;
        }
    }

    private static async Task<List<Task>> HundredCalls(RawPeer peer)
    {
        var calls = new List<Task>();
        for (var i = 0; i < 100; i++)
        {
            calls.Add(peer.Proxy.RunAsync($"{i}"));
        }

        for (var i = 0; i < 100; i++)
        {
            await peer.Receive();
        }

        return calls;
    }

    private static async Task<bool> FiresSoon(CancellationToken token)
    {
        var fired = new TaskCompletionSource();
        await using var registration = token.Register(fired.SetResult);
        await fired.Task.Within();
        return true;
    }
}
