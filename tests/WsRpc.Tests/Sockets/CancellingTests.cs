namespace WsRpc.Tests.Sockets;

/// <summary>Giving up a wait, by either kind of sockets.</summary>
public sealed class CancellingTests
{
    [Theory, PortableSockets, EpollSockets]
    public async Task Cancelled_wait_ends_and_a_later_read_works(SocketKind kind)
    {
        using var pair = await SocketPair.ConnectAsync(kind);
        using var cancellation = new CancellationTokenSource();
        var waiting = pair.Stream.ReadAsync(Memory<byte>.Empty, cancellation.Token).AsTask();
        cancellation.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.Within());
        await pair.PeerSends(1);
        await pair.Stream.Reads([1]).Within();
    }

    [Theory, PortableSockets, EpollSockets]
    public async Task Cancelled_read_ends_and_takes_nothing_of_what_comes_later(SocketKind kind)
    {
        using var pair = await SocketPair.ConnectAsync(kind);
        using var cancellation = new CancellationTokenSource();
        var reading = pair.Stream.ReadAsync(new byte[10], cancellation.Token).AsTask();
        cancellation.Cancel();
        var failure = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.Within());
        Assert.Equal(cancellation.Token, failure.CancellationToken);
        await pair.PeerSends(1, 2);
        await pair.Stream.Reads([1, 2]).Within();
    }

    [Theory, PortableSockets, EpollSockets]
    public async Task Cancelled_write_ends(SocketKind kind)
    {
        using var pair = await SocketPair.ConnectAsync(kind);
        using var cancellation = new CancellationTokenSource();
        var writing = pair.WriteUntilItWaits(cancellation.Token);
        cancellation.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing.Within());
    }

    [Theory, PortableSockets, EpollSockets]
    public async Task Cancelled_token_refuses_a_read_where_nothing_is_there(SocketKind kind)
    {
        using var pair = await SocketPair.ConnectAsync(kind);
        await Refuses(() => pair.Stream.ReadAsync(Memory<byte>.Empty, Cancelled).AsTask());
        await Refuses(() => pair.Stream.ReadAsync(new byte[1], Cancelled).AsTask());
    }

    [Theory, PortableSockets, EpollSockets]
    public async Task Cancelled_token_refuses_a_read_where_something_is_there(SocketKind kind)
    {
        using var pair = await SocketPair.ConnectAsync(kind);
        await pair.PeerSends(1);
        await pair.Stream.ReadAsync(Memory<byte>.Empty).Within();
        await Refuses(() => pair.Stream.ReadAsync(new byte[1], Cancelled).AsTask());
        await pair.Stream.Reads([1]).Within();
    }

    [Theory, PortableSockets, EpollSockets]
    public async Task Cancelled_token_refuses_a_write(SocketKind kind)
    {
        using var pair = await SocketPair.ConnectAsync(kind);
        await Refuses(() => pair.Stream.WriteAsync(new byte[1], Cancelled).AsTask());
        await pair.Stream.WriteAsync(new byte[] { 2 }).Within();
        await pair.Peer.Receives([2]).Within();
    }

    [Theory, PortableSockets, EpollSockets]
    public async Task Cancellation_that_races_with_arrival_loses_nothing(SocketKind kind)
    {
        using var pair = await SocketPair.ConnectAsync(kind);
        var buffer = new byte[1];
        for (var round = 0; round < 200; round++)
        {
            using var cancellation = new CancellationTokenSource();
            var waiting = pair.Stream.ReadAsync(Memory<byte>.Empty, cancellation.Token).AsTask();
            await Task.WhenAll(Task.Run(cancellation.Cancel), Task.Run(() => pair.Peer.Send([(byte)round])));
            await waiting.ContinueWith(_ => { }, TaskScheduler.Default).Within();
            Assert.Equal(1, await pair.Stream.ReadAsync(buffer).Within());
            Assert.Equal((byte)round, buffer[0]);
        }
    }

    private static CancellationToken Cancelled => new(canceled: true);

    private static Task Refuses(Func<Task> operation) => Assert.ThrowsAnyAsync<OperationCanceledException>(() => operation().Within());
}
