using WsRpc.Tests.Sockets;

namespace WsRpc.Tests.Rpc;

/// <summary>User code that blocks, even on a call to the same peer, does not stop its connection.</summary>
public sealed class HandOverTests
{
    [Fact]
    public async Task Handler_that_blocks_on_a_call_to_its_caller_gets_the_answer()
    {
        RpcPair? pair = null;
        await using var connected = pair = await RpcPair.ConnectAsync(
            server: new Probe { OnAsk = (value, _) => ValueTask.FromResult(Blocking(pair!.Server.GetProxy<IProbe>().AddAsync(value, 1))) },
            client: new Probe());
        Assert.Equal(8, await pair.Proxy.AskAsync(7).Within());
    }

    [Fact]
    public async Task Handlers_may_block_inside_each_other()
    {
        RpcPair? pair = null;
        var server = new Probe { OnAsk = (depth, _) => new(depth == 0 ? 0 : Blocking(pair!.Server.GetProxy<IProbe>().AskAsync(depth - 1).AsTask()) + 1) };
        var client = new Probe { OnAsk = (depth, _) => new(depth == 0 ? 0 : Blocking(pair!.Client.GetProxy<IProbe>().AskAsync(depth - 1).AsTask()) + 1) };
        await using var connected = pair = await RpcPair.ConnectAsync(server, client);
        Assert.Equal(8, await pair.Proxy.AskAsync(8).Within());
    }

    [Fact]
    public async Task Several_handlers_may_block_at_a_time()
    {
        RpcPair? pair = null;
        await using var connected = pair = await RpcPair.ConnectAsync(
            server: new Probe { OnAsk = (value, _) => new(Blocking(pair!.Server.GetProxy<IProbe>().AddAsync(value, 1))) },
            client: new Probe());
        var calls = Enumerable.Range(0, 6).Select(i => pair.Proxy.AskAsync(i).AsTask()).ToArray();
        Assert.Equal(Enumerable.Range(1, 6), await Task.WhenAll(calls).Within());
    }

    [Fact]
    public async Task Continuation_of_a_task_that_blocks_on_a_call_gets_the_answer()
    {
        await using var pair = await RpcPair.ConnectAsync(new Probe());
        Assert.Equal(6, await BlockAfter(pair.Proxy).Within());

        static async Task<int> BlockAfter(IProbe proxy)
        {
            var first = await proxy.AddAsync(1, 2).ConfigureAwait(false);
            return first + Blocking(proxy.AddAsync(1, 2));
        }
    }

    [Fact]
    public async Task Continuation_of_a_value_task_that_blocks_on_a_call_gets_the_answer()
    {
        await using var pair = await RpcPair.ConnectAsync(new Probe());
        Assert.Equal(6, await BlockAfter(pair.Proxy).Within());

        static async Task<int> BlockAfter(IProbe proxy)
        {
            var sum = 0;
            for (var i = 0; i < 3; i++)
            {
                sum += await proxy.EchoAsync(1).ConfigureAwait(false);
                sum += Blocking(proxy.EchoAsync(1).AsTask());
            }

            return sum;
        }
    }

    [Fact]
    public async Task Cancellation_registration_that_blocks_on_a_call_gets_the_answer()
    {
        var answer = new TaskCompletionSource<int>();
        RpcPair? pair = null;
        await using var connected = pair = await RpcPair.ConnectAsync(
            server: new Probe
            {
                OnRun = async (name, cancellationToken) =>
                {
                    cancellationToken.Register(() => answer.SetResult(Blocking(pair!.Server.GetProxy<IProbe>().AddAsync(3, 4))));
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                    return name;
                },
            },
            client: new Probe());
        using var cancellation = new CancellationTokenSource();
        var call = pair.Proxy.RunAsync("x", cancellation.Token);
        await pair.Proxy.EchoAsync(1).Within();
        cancellation.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Within());
        Assert.Equal(7, await answer.Task.Within());
    }

    [Fact]
    public async Task Calls_behind_a_blocked_one_are_served_meanwhile()
    {
        using var gate = new ManualResetEventSlim();
        await using var pair = await RpcPair.ConnectAsync(new Probe
        {
            OnAsk = (value, _) =>
            {
                Assert.True(gate.Wait(InTime.Limit));
                return new(value);
            },
        });
        var blocked = pair.Proxy.AskAsync(1);
        Assert.Equal(2, await pair.Proxy.EchoAsync(2).Within());
        Assert.False(blocked.IsCompleted);
        gate.Set();
        Assert.Equal(1, await blocked.Within());
    }

    [Fact]
    public async Task Blocked_handler_may_close_its_connection()
    {
        RpcPair? pair = null;
        await using var connected = pair = await RpcPair.ConnectAsync(new Probe
        {
            OnAsk = (value, _) =>
            {
                pair!.Server.CloseAsync().AsTask().Wait(InTime.Limit);
                return new(value);
            },
        });
        await Assert.ThrowsAsync<RpcConnectionLostException>(() => pair.Proxy.AskAsync(1).Within());
        await pair.Server.Completion.Within();
    }

    [Theory, PortableSockets, EpollSockets]
    public async Task Sixty_four_handlers_of_one_connection_may_block_on_their_caller(SocketKind kind)
    {
        const int Calls = 64;
        await using var server = new WsRpcServer("ws://127.0.0.1:0/rpc", options => options.Sockets = kind.Io());
        server.AddService<IProbe>(connection => new Probe
        {
            OnAsk = (value, _) => new(Blocking(connection.GetProxy<IProbe>().AddAsync(value, 1))),
        });
        await server.StartAsync();
        await using var client = await WsRpcClient.ConnectAsync(server.Url, options =>
        {
            options.Sockets = kind.Io();
            options.AddService<IProbe>(new Probe());
        }).Within();
        var proxy = client.GetProxy<IProbe>();
        var calls = Enumerable.Range(0, Calls).Select(i => proxy.AskAsync(i).AsTask()).ToArray();
        Assert.Equal(Enumerable.Range(1, Calls), await Task.WhenAll(calls).Within());
    }

    private static T Blocking<T>(Task<T> task)
    {
        Assert.True(task.Wait(InTime.Limit));
        return task.Result;
    }
}
