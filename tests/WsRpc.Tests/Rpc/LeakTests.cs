using System.Runtime.CompilerServices;

namespace WsRpc.Tests.Rpc;

/// <summary>What has ended is left to the collector.</summary>
[Collection(nameof(AloneCollection))]
public sealed class LeakTests
{
    [Fact]
    public async Task Nothing_holds_on_to_a_connection_that_has_ended()
    {
        var ended = await ConnectCallAndClose();
        await InTime.Until(() =>
        {
            GC.Collect();
            return ended.TrueForAll(reference => !reference.IsAlive);
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Token_that_lives_on_does_not_hold_a_call_that_has_ended_and_was_never_awaited(bool failed)
    {
        using var lasting = new CancellationTokenSource();
        var ended = CallAndForget(failed, lasting.Token);
        await InTime.Until(() =>
        {
            GC.Collect();
            return !ended.IsAlive;
        });
        Assert.False(lasting.IsCancellationRequested);
    }

    [Fact]
    public async Task Token_that_lives_on_does_not_hold_the_connection_of_calls_that_were_never_awaited()
    {
        using var lasting = new CancellationTokenSource();
        var ended = await CallForgetAndClose(lasting.Token);
        await InTime.Until(() =>
        {
            GC.Collect();
            return !ended.IsAlive;
        });
        Assert.False(lasting.IsCancellationRequested);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference CallAndForget(bool failed, CancellationToken cancellationToken)
    {
        var call = ValueTaskCall<int>.Rent(null, new(), direct: true);
        call.Begin("probe.ask", new NoCanceller(), cancellationToken);
        call.WatchCancellation();
        if (failed)
        {
            call.Fail(new InvalidOperationException());
        }
        else
        {
            call.Complete();
        }

        return new WeakReference(call);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> CallForgetAndClose(CancellationToken cancellationToken)
    {
        await using var pair = await RpcPair.ConnectAsync(new Probe());
        for (var i = 0; i < 10; i++)
        {
            _ = pair.Proxy.AskAsync(i, cancellationToken);
        }

        await pair.Proxy.EchoAsync(1).Within();
        await pair.Client.CloseAsync().Within();
        return new WeakReference(pair.Client);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<List<WeakReference>> ConnectCallAndClose()
    {
        var references = new List<WeakReference>();
        for (var i = 0; i < 10; i++)
        {
            RpcPair? pair = null;
            var probe = new Probe { OnAsk = (value, _) => ValueTask.FromResult(pair!.Server.GetProxy<IProbe>().AddAsync(value, 1).Result) };
            pair = await RpcPair.ConnectAsync(probe, new Probe());
            using var cancellation = new CancellationTokenSource();
            Assert.Equal(2, await pair.Proxy.AskAsync(1, cancellation.Token).Within());
            if (i % 2 == 0)
            {
                await pair.Client.CloseAsync().Within();
            }
            else
            {
                pair.Server.Abort();
            }

            await Task.WhenAll(pair.Client.Completion, pair.Server.Completion).Within();
            references.AddRange([new(pair.Client), new(pair.Server), new(pair.ClientSocket), new(pair.ServerSocket)]);
        }

        return references;
    }

    private sealed class NoCanceller : ICallCanceller
    {
        public void Cancel(PendingCall call) => Assert.Fail("Nobody has cancelled.");
    }
}
