using WsRpc.Protocol.WebSocket;
using WsRpc.Tests.Sockets;

namespace WsRpc.Tests.Connections;

/// <summary>Large messages of a server, which over epoll leave from the caller's memory.</summary>
public sealed class LargeMessageTests
{
    private const int Large = 1 << 20;
    private const int LargerThanTheSocketTakes = 16 << 20;

    [Theory, PortableSockets, EpollSockets]
    public async Task Large_message_keeps_its_place_among_small_ones(SocketKind kind)
    {
        using var sockets = await SocketPair.ConnectAsync(kind);
        await using var connection = Server(sockets);
        var large = Octets.Make(Large, seed: 1);
        var receiving = sockets.Peer.Receives([.. Small(1), .. LargeHeader(Large), .. large, .. Small(2)]);
        await connection.SendAsync(WebSocketOpcode.Binary, new byte[] { 1 });
        await connection.SendAsync(WebSocketOpcode.Binary, large);
        await connection.SendAsync(WebSocketOpcode.Binary, new byte[] { 2 });
        await receiving.Within();
        connection.Abort();
    }

    [Theory, PortableSockets, EpollSockets]
    public async Task What_the_socket_does_not_take_at_once_goes_before_what_is_sent_meanwhile(SocketKind kind)
    {
        using var sockets = await SocketPair.ConnectAsync(kind);
        await using var connection = Server(sockets);
        var first = Octets.Make(LargerThanTheSocketTakes, seed: 2);
        var second = Octets.Make(Large, seed: 3);
        byte[] expected = [.. LargeHeader(first.Length), .. first, .. Small(7), .. LargeHeader(second.Length), .. second];
        var sending = Task.WhenAll(
            connection.SendAsync(WebSocketOpcode.Binary, first).AsTask(),
            connection.SendAsync(WebSocketOpcode.Binary, new byte[] { 7 }).AsTask(),
            connection.SendAsync(WebSocketOpcode.Binary, second).AsTask());

        // The payload is the caller's again, though most of it is still on its way.
        Assert.NotEqual(0, connection.Output.Bytes);
        first.AsSpan().Clear();
        second.AsSpan().Clear();
        await sockets.Peer.Receives(expected).Within();
        await sending.Within();
        connection.Abort();
    }

    [Theory, PortableSockets, EpollSockets]
    public async Task Peer_that_goes_away_in_the_middle_ends_the_connection_and_throws_nothing(SocketKind kind)
    {
        using var sockets = await SocketPair.ConnectAsync(kind);
        await using var connection = Server(sockets);
        var sending = connection.SendAsync(WebSocketOpcode.Binary, new byte[LargerThanTheSocketTakes]).AsTask();
        sockets.PeerResets();
        await sending.Within();
        Assert.Equal(1006, (await connection.Completion.Within()).Code);
    }

    [Theory, PortableSockets, EpollSockets]
    public async Task Peer_that_takes_nothing_of_it_is_cut(SocketKind kind)
    {
        var clock = new FakeTimeProvider();
        using var sockets = await SocketPair.ConnectAsync(kind);
        var options = new WebSocketConnectionOptions { TimeProvider = clock, OutgoingHighWaterBytes = Large };
        await using var connection = WebSocketConnection.FromStream(sockets.Stream, WebSocketRole.Server, null, options);
        _ = connection.SendAsync(WebSocketOpcode.Binary, new byte[LargerThanTheSocketTakes]).AsTask();
        await InTime.Until(() =>
        {
            clock.Advance(options.SlowPeerTimeout);
            return connection.Closed is not null;
        });
        Assert.Equal(1013, connection.Closed!.Code);
    }

    [Fact]
    public async Task Large_message_after_closing_is_refused()
    {
        using var sockets = await SocketPair.ConnectAsync(SocketKind.Portable);
        await using var connection = Server(sockets);
        connection.Abort();
        await Assert.ThrowsAsync<InvalidOperationException>(() => connection.SendAsync(WebSocketOpcode.Binary, new byte[Large]).AsTask());
    }

    private static WebSocketConnection Server(SocketPair sockets) => WebSocketConnection.FromStream(sockets.Stream, WebSocketRole.Server);

    private static byte[] Small(byte content) => [0x82, 0x01, content];

    private static byte[] LargeHeader(int length) => [0x82, 0x7F, 0, 0, 0, 0, (byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length];
}
