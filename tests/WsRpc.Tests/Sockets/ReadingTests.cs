using System.Net.Sockets;

namespace WsRpc.Tests.Sockets;

/// <summary>Reading, by either kind of sockets.</summary>
public sealed class ReadingTests
{
    [Theory, PortableSockets, EpollSockets]
    public async Task Read_into_no_room_waits_for_something_and_reads_nothing(SocketKind kind)
    {
        using var pair = await SocketPair.ConnectAsync(kind);
        for (byte round = 0; round < 3; round++)
        {
            var waiting = pair.Stream.ReadAsync(Memory<byte>.Empty).AsTask();
            Assert.False(waiting.IsCompleted);
            await pair.PeerSends(round, 7);
            Assert.Equal(0, await waiting.Within());
            await pair.Stream.Reads([round, 7]).Within();
        }
    }

    [Theory, PortableSockets, EpollSockets]
    public async Task Read_into_no_room_waits_for_nothing_that_is_there(SocketKind kind)
    {
        using var pair = await SocketPair.ConnectAsync(kind);
        await pair.PeerSends(1);
        Assert.Equal(0, await pair.Stream.ReadAsync(Memory<byte>.Empty).Within());
        Assert.Equal(0, await pair.Stream.ReadAsync(Memory<byte>.Empty).Within());
        await pair.Stream.Reads([1]).Within();
    }

    [Theory, PortableSockets, EpollSockets]
    public async Task Read_that_waits_gets_what_comes(SocketKind kind)
    {
        using var pair = await SocketPair.ConnectAsync(kind);
        var reading = pair.Stream.ReadAsync(new byte[10]).AsTask();
        Assert.False(reading.IsCompleted);
        await pair.PeerSends(1, 2, 3);
        Assert.Equal(3, await reading.Within());
    }

    [Theory, PortableSockets, EpollSockets]
    public async Task What_is_sent_is_read_whole_and_in_order(SocketKind kind)
    {
        var octets = Octets.Make(1_000_000, seed: 1);
        using var pair = await SocketPair.ConnectAsync(kind);
        var reading = pair.Stream.Reads(octets);
        var rest = octets.AsMemory();
        for (var length = 1; !rest.IsEmpty; length += 13)
        {
            var piece = rest[..Math.Min(length, rest.Length)];
            rest = rest[await pair.Peer.SendAsync(piece).Within()..];
        }

        await reading.Within();
    }

    [Theory, PortableSockets, EpollSockets]
    public async Task End_of_the_peers_way_is_0(SocketKind kind)
    {
        using var pair = await SocketPair.ConnectAsync(kind);
        var waiting = pair.Stream.ReadAsync(Memory<byte>.Empty).AsTask();
        pair.Peer.Shutdown(SocketShutdown.Send);
        Assert.Equal(0, await waiting.Within());
        Assert.Equal(0, await pair.Stream.ReadAsync(new byte[10]).Within());

        // Our own way goes on.
        await pair.Stream.WriteAsync(new byte[] { 5 }).Within();
        await pair.Peer.Receives([5]).Within();
    }

    [Theory, PortableSockets, EpollSockets]
    public async Task Read_that_waits_ends_with_0_at_the_end_of_the_peers_way(SocketKind kind)
    {
        using var pair = await SocketPair.ConnectAsync(kind);
        var reading = pair.Stream.ReadAsync(new byte[10]).AsTask();
        pair.Peer.Shutdown(SocketShutdown.Send);
        Assert.Equal(0, await reading.Within());
    }

    [Theory, PortableSockets, EpollSockets]
    public async Task Reset_fails_a_read_that_waits(SocketKind kind)
    {
        using var pair = await SocketPair.ConnectAsync(kind);
        var reading = pair.Stream.ReadAsync(new byte[10]).AsTask();
        pair.PeerResets();
        await Assert.ThrowsAnyAsync<IOException>(() => reading.Within());
    }

    [Theory, PortableSockets, EpollSockets]
    public async Task Reset_fails_the_read_behind_a_wait(SocketKind kind)
    {
        using var pair = await SocketPair.ConnectAsync(kind);
        var reading = ReadAfterWaiting();
        pair.PeerResets();
        await Assert.ThrowsAnyAsync<IOException>(() => reading.Within());

        async Task<int> ReadAfterWaiting()
        {
            Assert.Equal(0, await pair.Stream.ReadAsync(Memory<byte>.Empty));
            return await pair.Stream.ReadAsync(new byte[10]);
        }
    }
}
