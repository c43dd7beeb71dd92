using System.Net;

namespace WsRpc.Tests.Sockets;

/// <summary>What one event of a loop may do to the next one.</summary>
[Collection(nameof(AloneCollection))]
public sealed class EpollLoopTests
{
    private const int MoreThanThePoolHas = 256;

    [EpollFact]
    public async Task Connecting_is_not_deceived_by_an_event_of_a_socket_that_had_its_number()
    {
        using var full = await FullListener.CreateAsync();
        var (first, firstPeer) = await SocketPair.ConnectSocketsAsync();
        var (second, secondPeer) = await SocketPair.ConnectSocketsAsync();
        using var cancellation = new CancellationTokenSource();
        var loop = new EpollLoop();
        Task<EpollStream>? connecting = null;
        var begun = new TaskCompletionSource();
        _ = new FakeTarget(first, loop, () =>
        {
            // The event of the second is fetched already; its number is the lowest free one.
            second.Dispose();
            connecting = EpollConnecting.ConnectAsync(full.EndPoint, loop, cancellation.Token);
            begun.SetResult();
        });
        _ = new FakeTarget(second, loop, () => { });
        firstPeer.Send([1]);
        secondPeer.Send([1]);
        loop.Start();
        await begun.Task.Within();
        await HasPassed(loop);
        Assert.False(connecting!.IsCompleted, $"{connecting.Exception?.InnerException}");
        cancellation.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting.Within());
        first.Dispose();
        firstPeer.Dispose();
        secondPeer.Dispose();
    }

    [EpollFact]
    public async Task Connecting_that_is_done_does_not_spin_while_the_pool_is_stuck()
    {
        using var listener = SocketPair.Listen();
        using var gate = new ManualResetEventSlim();
        var loop = new EpollLoop();
        loop.Start();
        var stuck = Enumerable.Range(0, MoreThanThePoolHas).Select(_ => Task.Run(() => gate.Wait(InTime.Limit))).ToArray();
        var spins = await Task.Factory.StartNew(ConnectAndLook, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Within();
        await Task.WhenAll(stuck).Within();
        Assert.False(spins, "The socket can be written to, nobody has taken notice, and the loop is still told so.");

        bool ConnectAndLook()
        {
            var connecting = EpollConnecting.ConnectAsync((IPEndPoint)listener.LocalEndPoint!, loop, default);
            var leaves = SpinWait.SpinUntil(() => connecting.IsCompleted || !EpollTable.IsAnyWaitedForToWrite(), TimeSpan.FromSeconds(1));
            gate.Set();
            connecting.GetAwaiter().GetResult().Dispose();
            return !leaves;
        }
    }

    [EpollFact]
    public async Task Async_local_of_one_continuation_does_not_reach_the_next_one()
    {
        var loop = new EpollLoop();
        loop.Start();
        using var one = await SocketPair.ConnectAsync(loop);
        using var other = await SocketPair.ConnectAsync(loop);
        var local = new AsyncLocal<int>();
        Task<int> setting, seeing;

        // As a library does for what it runs in the background.
        using (ExecutionContext.SuppressFlow())
        {
            setting = After(one, () => local.Value = 1);
            seeing = After(other, () => local.Value);
        }

        await one.PeerSends(1);
        await setting.Within();
        await other.PeerSends(1);
        Assert.Equal(0, await seeing.Within());

        static async Task<int> After(SocketPair pair, Func<int> action)
        {
            await pair.Stream.ReadAsync(Memory<byte>.Empty).ConfigureAwait(false);
            return action();
        }
    }

    [EpollFact]
    public async Task Priority_that_one_continuation_sets_does_not_stay()
    {
        var loop = new EpollLoop();
        loop.Start();
        using var one = await SocketPair.ConnectAsync(loop);
        using var other = await SocketPair.ConnectAsync(loop);
        var setting = After(one, () => Thread.CurrentThread.Priority = ThreadPriority.BelowNormal);
        var seeing = After(other, () => Thread.CurrentThread.Priority);
        await one.PeerSends(1);
        await setting.Within();
        await other.PeerSends(1);
        Assert.Equal(ThreadPriority.Normal, await seeing.Within());

        static async Task<ThreadPriority> After(SocketPair pair, Func<ThreadPriority> action)
        {
            await pair.Stream.ReadAsync(Memory<byte>.Empty).ConfigureAwait(false);
            return action();
        }
    }

    // All that the loop had fetched is worked off when a later event is.
    private static async Task HasPassed(EpollLoop loop)
    {
        for (var i = 0; i < 2; i++)
        {
            using var pair = await SocketPair.ConnectAsync(loop);
            await pair.PeerSends(1);
            await pair.Stream.ReadAsync(Memory<byte>.Empty).Within();
        }
    }
}
