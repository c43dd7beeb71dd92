namespace WsRpc.Tests.Sockets;

/// <summary>Writing, by either kind of sockets.</summary>
public sealed class WritingTests
{
    [Theory, PortableSockets, EpollSockets]
    public async Task Write_larger_than_all_buffers_arrives_whole_at_a_peer_that_reads_late(SocketKind kind)
    {
        var octets = Octets.Make(8 << 20, seed: 2);
        using var pair = await SocketPair.ConnectAsync(kind);
        var writing = pair.Stream.WriteAsync(octets).AsTask();
        Assert.False(writing.IsCompleted, "Not larger than the buffers here.");
        await pair.Peer.Receives(octets).Within();
        await writing.Within();
    }

    [Theory, PortableSockets, EpollSockets]
    public async Task Write_of_nothing_is_done_at_once(SocketKind kind)
    {
        using var pair = await SocketPair.ConnectAsync(kind);
        Assert.True(pair.Stream.WriteAsync(ReadOnlyMemory<byte>.Empty).IsCompletedSuccessfully);
    }

    [Theory, PortableSockets, EpollSockets]
    public async Task Both_ways_are_used_at_a_time(SocketKind kind)
    {
        const int SmallWrites = 2000;
        var there = Octets.Make((SmallWrites * 10) + (4 << 20), seed: 3);
        var back = Octets.Make(4 << 20, seed: 4);
        using var pair = await SocketPair.ConnectAsync(kind);
        await Task.WhenAll(Write(), pair.Stream.Reads(back), SendBack(), pair.Peer.Receives(there)).Within();

        async Task Write()
        {
            for (var i = 0; i < SmallWrites; i++)
            {
                await pair.Stream.WriteAsync(there.AsMemory(i * 10, 10));
            }

            await pair.Stream.WriteAsync(there.AsMemory(SmallWrites * 10));
        }

        async Task SendBack()
        {
            for (var rest = back.AsMemory(); !rest.IsEmpty;)
            {
                rest = rest[await pair.Peer.SendAsync(rest[..Math.Min(rest.Length, 60_001)])..];
            }
        }
    }

    [Theory, PortableSockets, EpollSockets]
    public async Task Reset_fails_a_write_that_waits(SocketKind kind)
    {
        using var pair = await SocketPair.ConnectAsync(kind);
        var writing = pair.WriteUntilItWaits();
        pair.PeerResets();
        await Assert.ThrowsAnyAsync<IOException>(() => writing.Within());
    }

    [Theory, PortableSockets, EpollSockets]
    public async Task Reset_fails_writes_that_follow(SocketKind kind)
    {
        using var pair = await SocketPair.ConnectAsync(kind);
        pair.PeerResets();
        await pair.Stream.ReadAsync(Memory<byte>.Empty).AsTask().ContinueWith(_ => { }, TaskScheduler.Default).Within();
        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            await pair.Stream.WriteAsync(new byte[1]);
            await pair.Stream.WriteAsync(new byte[1]);
        });
    }
}
