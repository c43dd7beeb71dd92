namespace WsRpc.Tests.Sockets;

/// <summary>Disposing a stream that somebody waits on, by either kind of sockets.</summary>
public sealed class DisposingTests
{
    [Theory, PortableSockets, EpollSockets]
    public async Task Wait_for_something_to_read_ends(SocketKind kind)
    {
        using var pair = await SocketPair.ConnectAsync(kind);
        await EndsOnAnotherThread(pair.Stream.ReadAsync(Memory<byte>.Empty).AsTask(), pair.Stream);
    }

    [Theory, PortableSockets, EpollSockets]
    public async Task Read_that_waits_ends(SocketKind kind)
    {
        using var pair = await SocketPair.ConnectAsync(kind);
        await EndsOnAnotherThread(pair.Stream.ReadAsync(new byte[10]).AsTask(), pair.Stream);
    }

    [Theory, PortableSockets, EpollSockets]
    public async Task Write_that_waits_ends(SocketKind kind)
    {
        using var pair = await SocketPair.ConnectAsync(kind);
        await EndsOnAnotherThread(pair.WriteUntilItWaits(), pair.Stream);
    }

    [Theory, PortableSockets, EpollSockets]
    public async Task Read_and_write_that_wait_both_end(SocketKind kind)
    {
        using var pair = await SocketPair.ConnectAsync(kind);
        var reading = pair.Stream.ReadAsync(new byte[10]).AsTask();
        var writing = pair.WriteUntilItWaits();
        await pair.Stream.DisposeAsync().Within();
        await Ends(reading);
        await Ends(writing);
    }

    [Theory, PortableSockets, EpollSockets]
    public async Task Nothing_can_be_done_afterwards(SocketKind kind)
    {
        using var pair = await SocketPair.ConnectAsync(kind);
        pair.Stream.Dispose();
        pair.Stream.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => pair.Stream.ReadAsync(Memory<byte>.Empty).Within());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => pair.Stream.ReadAsync(new byte[1]).Within());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => pair.Stream.WriteAsync(new byte[1]).Within());
    }

    [Theory, PortableSockets, EpollSockets]
    public async Task Peer_reads_what_was_written_before(SocketKind kind)
    {
        var octets = Octets.Make(100_000, seed: 5);
        using var pair = await SocketPair.ConnectAsync(kind);
        await pair.Stream.WriteAsync(octets).Within();
        pair.Stream.Dispose();
        await pair.Peer.Receives(octets).Within();
        Assert.Equal(0, await pair.Peer.ReceiveAsync(new byte[1]).Within());
    }

    [Theory, PortableSockets, EpollSockets]
    public async Task Arrival_cancellation_and_disposal_at_a_time_end_a_wait_once(SocketKind kind)
    {
        for (var round = 0; round < 100; round++)
        {
            using var pair = await SocketPair.ConnectAsync(kind);
            using var cancellation = new CancellationTokenSource();
            var waiting = pair.Stream.ReadAsync(Memory<byte>.Empty, cancellation.Token).AsTask();
            using var start = new Barrier(3);
            await Task.WhenAll(At(() => pair.Peer.Send([1])), At(cancellation.Cancel), At(pair.Stream.Dispose)).Within();
            await waiting.ContinueWith(_ => { }, TaskScheduler.Default).Within();

            Task At(Action action) => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait(InTime.Limit);
                    action();
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default);
        }
    }

    // What follows the wait must not run inside of Dispose.
    private static async Task EndsOnAnotherThread(Task waiting, Stream stream)
    {
        Assert.False(waiting.IsCompleted);
        using var disposed = new ManualResetEventSlim();
        var following = waiting.ContinueWith(
            _ => disposed.Wait(TimeSpan.FromSeconds(5)),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        stream.Dispose();
        disposed.Set();
        Assert.True(await following.Within(), "It ran inside of Dispose.");
        await Ends(waiting);
    }

    // The platform shuts the socket down before it closes it: to a read that may look like the end of the peer's way.
    private static async Task Ends(Task waiting)
    {
        var failure = await Record.ExceptionAsync(() => waiting.Within());
        Assert.True(failure is IOException or ObjectDisposedException or OperationCanceledException || waiting is Task<int> { IsCompletedSuccessfully: true, Result: 0 }, $"{failure}");
    }
}
