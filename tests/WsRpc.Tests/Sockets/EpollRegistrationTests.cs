using System.Net.Sockets;

namespace WsRpc.Tests.Sockets;

/// <summary>Level-triggered: a socket that nobody waits for must leave its loop, or the loop would spin.</summary>
public sealed class EpollRegistrationTests
{
    [EpollFact]
    public async Task Octets_that_nobody_reads_take_the_socket_out_until_the_next_wait()
    {
        using var pair = await SocketPair.ConnectAsync(SocketKind.Epoll);
        for (var round = 0; round < 3; round++)
        {
            var waiting = pair.Stream.ReadAsync(Memory<byte>.Empty).AsTask();
            if (round == 0)
            {
                Assert.True(pair.Stream.Socket.IsWaitedFor());
                await pair.PeerSends(1, 2, 3);
            }

            await waiting.Within();
            await InTime.Until(() => !pair.Stream.Socket.IsWaitedFor());
        }

        await pair.Stream.Reads([1, 2, 3]).Within();
    }

    [EpollFact]
    public async Task Hang_up_while_nobody_waits_takes_the_socket_out()
    {
        using var pair = await SocketPair.ConnectAsync(SocketKind.Epoll);
        await WaitAndGiveUp(pair);
        Assert.True(pair.Stream.Socket.IsWaitedFor());
        pair.PeerResets();
        await InTime.Until(() => !pair.Stream.Socket.IsWaitedFor());
        await Assert.ThrowsAnyAsync<IOException>(() => pair.Stream.ReadAsync(new byte[1]).Within());
    }

    [EpollFact]
    public async Task End_of_the_peers_way_takes_the_socket_out_when_nobody_waits_any_more()
    {
        using var pair = await SocketPair.ConnectAsync(SocketKind.Epoll);
        var waiting = pair.Stream.ReadAsync(Memory<byte>.Empty).AsTask();
        pair.Peer.Shutdown(SocketShutdown.Send);
        await waiting.Within();
        await InTime.Until(() => !pair.Stream.Socket.IsWaitedFor());
    }

    [EpollFact]
    public async Task Room_to_write_that_nobody_waits_for_takes_the_socket_out()
    {
        using var pair = await SocketPair.ConnectAsync(SocketKind.Epoll);
        using var cancellation = new CancellationTokenSource();
        var writing = pair.WriteUntilItWaits(cancellation.Token);
        Assert.True(pair.Stream.Socket.IsWaitedFor());
        cancellation.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing.Within());
        var buffer = new byte[1 << 20];
        await InTime.Until(() =>
        {
            _ = pair.Peer.Available == 0 || pair.Peer.Receive(buffer) >= 0;
            return !pair.Stream.Socket.IsWaitedFor();
        });
    }

    [EpollFact]
    public async Task One_direction_is_waited_for_alone_when_the_other_one_is_done()
    {
        using var pair = await SocketPair.ConnectAsync(SocketKind.Epoll);
        var reading = pair.Stream.ReadAsync(Memory<byte>.Empty).AsTask();
        var writing = pair.WriteUntilItWaits();
        await pair.PeerSends(1);
        await reading.Within();
        Assert.False(writing.IsCompleted);
        Assert.True(pair.Stream.Socket.IsWaitedFor());
        var buffer = new byte[1 << 20];
        await InTime.Until(() =>
        {
            _ = pair.Peer.Available == 0 || pair.Peer.Receive(buffer) >= 0;
            return writing.IsCompleted;
        });
        await InTime.Until(() => !pair.Stream.Socket.IsWaitedFor());
    }

    // Stays registered: the next wait may come soon.
    private static async Task WaitAndGiveUp(SocketPair pair)
    {
        using var cancellation = new CancellationTokenSource();
        var waiting = pair.Stream.ReadAsync(Memory<byte>.Empty, cancellation.Token).AsTask();
        cancellation.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.Within());
    }
}
