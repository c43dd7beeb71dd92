namespace WsRpc.Tests.Reconnecting;

/// <summary>Foreign code that is told of the state, or asked for a token, and does not do as it should.</summary>
public sealed class StateHandlerTests
{
    private static readonly RpcReconnect AtOnce = RpcReconnect.Backoff(TimeSpan.Zero);

    [Fact]
    public async Task Handler_that_blocks_holds_up_no_connection_and_hears_all_later_in_order()
    {
        using var blocked = new ManualResetEventSlim();
        var states = new StateLog();
        using var server = new ScriptedServer();
        var connecting = server.Dials(options =>
        {
            options.Reconnect = AtOnce;
            options.OnStateChanged = change =>
            {
                Assert.True(blocked.Wait(InTime.Limit));
                states.Add(change);
            };
        });
        var line = await server.Accepts();
        await using var client = await connecting.Within();
        line.Cuts();
        line = await server.Accepts();
        var call = client.GetProxy<IProbe>().EchoAsync(1).AsTask();
        await line.Receives("""{"jsonrpc":"2.0","id":1,"method":"probe.echo","params":[1]}""");
        await line.Sends("""{"jsonrpc":"2.0","id":1,"result":1}""");
        Assert.Equal(1, await call.Within());
        Assert.Equal(RpcConnectionState.Open, client.State);

        blocked.Set();
        await states.Becomes(RpcConnectionState.Open);
        await states.Becomes(RpcConnectionState.Reconnecting);
        await states.Becomes(RpcConnectionState.Open);
    }

    [Theory]
    [InlineData(RpcConnectionState.Reconnecting)]
    [InlineData(RpcConnectionState.Open)]
    public async Task Handler_may_dispose_the_client(RpcConnectionState when)
    {
        using var server = new ScriptedServer();
        var connecting = server.Dials(options => options.Reconnect = AtOnce);
        var line = await server.Accepts();
        var client = await connecting.Within();
        var disposed = new TaskCompletionSource();
        client.StateChanged += async (_, change) =>
        {
            if (change.New == when)
            {
                await client.DisposeAsync();
                disposed.SetResult();
            }
        };
        line.Cuts();
        if (when == RpcConnectionState.Open)
        {
            await server.Accepts();
        }

        await disposed.Task.Within();
        Assert.False((await client.Completion.Within()).InitiatedByPeer);
        Assert.Equal(RpcConnectionState.Closed, client.State);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Token_that_never_comes_holds_up_no_end(bool isAbort)
    {
        using var server = new ScriptedServer();
        var tokens = 0;
        var asked = new TaskCompletionSource();
        var connecting = server.Dials(options =>
        {
            options.Reconnect = AtOnce;
            options.BearerToken = _ =>
            {
                if (++tokens == 1)
                {
                    return new("t");
                }

                asked.SetResult();
                return new(new TaskCompletionSource<string?>().Task);
            };
        });
        var line = await server.Accepts();
        var client = await connecting.Within();
        line.Cuts();
        await asked.Task.Within();
        var call = client.GetProxy<IProbe>().EchoAsync(1).AsTask();
        if (isAbort)
        {
            client.Abort();
        }
        else
        {
            await client.DisposeAsync().Within();
        }

        await client.Completion.Within();
        Assert.False((await Assert.ThrowsAsync<RpcConnectionClosedException>(() => call.Within())).MayHaveRun);
    }

    [Fact]
    public async Task Token_that_cannot_be_had_now_is_asked_for_again()
    {
        using var server = new ScriptedServer();
        var tokens = 0;
        var states = new StateLog();
        var connecting = server.Dials(options =>
        {
            options.Reconnect = AtOnce;
            options.OnStateChanged = states.Add;
            options.BearerToken = _ => ++tokens == 2 ? throw new InvalidOperationException("no login") : new($"t{tokens}");
        });
        var line = await server.Accepts();
        await using var client = await connecting.Within();
        line.Cuts();
        await server.Accepts();
        await states.Becomes(RpcConnectionState.Open);
        await states.Becomes(RpcConnectionState.Reconnecting);
        Assert.Contains("no login", (await states.Becomes(RpcConnectionState.Reconnecting)).Exception!.Message);
        await states.Becomes(RpcConnectionState.Open);
        Assert.Equal(["Bearer t1", "Bearer t3"], server.Requests.Select(request => request["Authorization"]));
    }

    [Fact]
    public async Task Token_of_the_caller_ends_the_wait_for_one_to_connect_with()
    {
        using var server = new ScriptedServer();
        using var cancellation = new CancellationTokenSource();
        var connecting = WsRpcClient.ConnectAsync(server.Url, options => options.BearerToken = _ => new(new TaskCompletionSource<string?>().Task), cancellation.Token);
        Assert.False(connecting.IsCompleted);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting.Within());
    }
}
