namespace WsRpc.Tests.Calls;

/// <summary>Value tasks of proxies: their sources are used again, and nobody may notice.</summary>
public sealed class ValueTaskCallTests
{
    [Fact]
    public async Task Result_awaited_twice_throws()
    {
        await using var pair = await RpcPair.ConnectAsync(new Probe());
        var call = pair.Proxy.EchoAsync(7);
        Assert.Equal(7, await call);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await call);
        await pair.Proxy.EchoAsync(8);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await call);
    }

    [Fact]
    public async Task Result_taken_before_it_is_there_throws_and_the_call_goes_on()
    {
        await using var peer = await RawPeer.AttachAsync();
        var call = peer.Proxy.EchoAsync(7);
        Assert.Throws<InvalidOperationException>(() => call.GetAwaiter().GetResult());
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":8}""");
        Assert.Equal(8, await call);
    }

    [Fact]
    public async Task Calls_that_nobody_awaits_do_no_harm()
    {
        await using var pair = await RpcPair.ConnectAsync(new Probe());
        for (var i = 0; i < 1000; i++)
        {
            _ = pair.Proxy.EchoAsync(i);
            if (i % 10 == 0)
            {
                Assert.Equal(-i, await pair.Proxy.EchoAsync(-i).Within());
            }
        }
    }

    [Fact]
    public async Task Failures_that_nobody_awaits_do_no_harm()
    {
        await using var pair = await RpcPair.ConnectAsync(new Probe { OnAsk = (_, _) => throw new InvalidOperationException() });
        for (var i = 0; i < 100; i++)
        {
            _ = pair.Proxy.AskAsync(i);
        }

        Assert.Equal(1, await pair.Proxy.EchoAsync(1).Within());
    }

    [Fact]
    public async Task Every_call_gets_its_own_answer_while_cancellations_race_answers()
    {
        await using var pair = await RpcPair.ConnectAsync(new Probe
        {
            OnAsk = async (value, cancellationToken) =>
            {
                if (value % 3 == 0)
                {
                    await Task.Yield();
                }

                if (value % 50 == 0)
                {
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                }

                return value;
            },
        });
        var outcomes = await Task.WhenAll(Enumerable.Range(1, 8).Select(caller => Task.Run(() => CallAndCancel(pair.Proxy, caller)))).Within();
        Assert.All(outcomes, outcome => Assert.Equal(2000, outcome.Answered + outcome.Cancelled));
        Assert.InRange(outcomes.Sum(outcome => outcome.Answered), 1, 8 * 2000 - 1);
        Assert.InRange(outcomes.Sum(outcome => outcome.Cancelled), 1, 8 * 2000 - 1);
        Assert.Equal(5, await pair.Proxy.EchoAsync(5).Within());
    }

    private static async Task<(int Answered, int Cancelled)> CallAndCancel(IProbe proxy, int caller)
    {
        var random = new Random(caller);
        var (answered, cancelled) = (0, 0);
        for (var i = 1; i <= 2000; i++)
        {
            var value = caller * 10_000 + i;
            using var cancellation = new CancellationTokenSource();
            var call = random.Next(2) == 0 ? proxy.AskAsync(value, cancellation.Token) : new ValueTask<int>(RunAsync(proxy, value, cancellation.Token));
            var canceller = random.Next(4) == 0 || value % 50 == 0 ? Task.Run(cancellation.Cancel) : Task.CompletedTask;
            try
            {
                Assert.Equal(value, await call);
                answered++;
            }
            catch (OperationCanceledException exception)
            {
                Assert.Equal(cancellation.Token, exception.CancellationToken);
                cancelled++;
            }

            await canceller;
        }

        return (answered, cancelled);
    }

    private static async Task<int> RunAsync(IProbe proxy, int value, CancellationToken cancellationToken) =>
        int.Parse(await proxy.RunAsync($"{value}", cancellationToken));
}
