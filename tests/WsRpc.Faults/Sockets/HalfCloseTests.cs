using System.Net.Sockets;
using WsRpc.Faults.Accounting;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Faults.Sockets;

/// <summary>A peer over TCP that ends its way, before, in or behind the closing handshake (RFC 6455 §7.1.1), or resets the connection.</summary>
public sealed class HalfCloseTests
{
    private static readonly byte[] CloseOfClient = [0x88, 0x82, 0, 0, 0, 0, 0x0F, 0xA0];
    private static readonly byte[] CloseOfServer = [0x88, 0x02, 0x0F, 0xA0];

    private readonly FakeTimeProvider _clock = new();
    private readonly Books _books;

    public HalfCloseTests()
    {
        _books = new Books(PooledBuffers.Shared, new Timers(_clock), new Descriptors());
        _books.Begin();
    }

    public static TheoryData<SocketKind, WebSocketRole> Ends
    {
        get
        {
            var data = new TheoryData<SocketKind, WebSocketRole>();
            foreach (var kind in EpollIo.Shared is null ? [SocketKind.Portable] : Enum.GetValues<SocketKind>())
            {
                data.Add(kind, WebSocketRole.Client);
                data.Add(kind, WebSocketRole.Server);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Peer_that_ends_its_way_behind_its_close_frame_gets_ours(SocketKind kind, WebSocketRole role)
    {
        using var pair = await SocketPair.ConnectAsync(kind);
        var connection = Connect(pair, role);
        var receiving = connection.ReceiveAsync().AsTask();
        await pair.PeerSends(role == WebSocketRole.Server ? CloseOfClient : CloseOfServer);
        pair.Peer.Shutdown(SocketShutdown.Send);
        Assert.Equal(role == WebSocketRole.Server ? CloseOfServer.Length : CloseOfClient.Length, (await ReadToEnd(pair.Peer)).Length);
        Assert.True((await receiving.Within()).IsClose);
        Assert.Equal((4000, true), (connection.Closed!.Code, connection.Closed.InitiatedByPeer));
        await Balance(pair);
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Peer_that_ends_its_way_without_a_close_frame_is_1006_and_left(SocketKind kind, WebSocketRole role)
    {
        using var pair = await SocketPair.ConnectAsync(kind);
        var connection = Connect(pair, role);
        pair.Peer.Shutdown(SocketShutdown.Send);
        Assert.True((await connection.ReceiveAsync().Within()).IsClose);
        Assert.Equal(WebSocketClosed.Lost(null), connection.Closed);
        Assert.Empty(await ReadToEnd(pair.Peer));
        await Balance(pair);
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Server_ends_TCP_first_and_the_client_waits_for_that(SocketKind kind, WebSocketRole role)
    {
        using var pair = await SocketPair.ConnectAsync(kind);
        var connection = Connect(pair, role);
        var receiving = connection.ReceiveAsync().AsTask();
        await pair.PeerSends(role == WebSocketRole.Server ? CloseOfClient : CloseOfServer);
        if (role == WebSocketRole.Server)
        {
            Assert.Equal(CloseOfServer, await ReadToEnd(pair.Peer)); // to the end, before we have ended anything
            Assert.False(receiving.IsCompleted); // and it reads on, lest a reset overtakes its Close frame
        }
        else
        {
            await pair.Peer.ReceiveAsync(new byte[CloseOfClient.Length]).Within();
            await InTime.Until(() => _clock.TimerCount == 1);
            Assert.False(pair.Peer.Poll(TimeSpan.FromMilliseconds(20), SelectMode.SelectRead), "The client has ended its way first.");
            Assert.False(receiving.IsCompleted);
        }

        pair.Peer.Dispose();
        Assert.True((await receiving.Within()).IsClose);
        Assert.Equal(4000, connection.Closed!.Code);
        await Balance(pair);
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Peer_that_never_ends_TCP_is_left_in_time(SocketKind kind, WebSocketRole role)
    {
        using var pair = await SocketPair.ConnectAsync(kind);
        var connection = Connect(pair, role);
        var receiving = connection.ReceiveAsync().AsTask();
        await pair.PeerSends(role == WebSocketRole.Server ? CloseOfClient : CloseOfServer);
        await InTime.Until(() => _clock.TimerCount == 1);
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.True((await receiving.Within()).IsClose);
        Assert.Equal(4000, connection.Closed!.Code);
        await Balance(pair);
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Reset_in_the_middle_of_a_message_is_1006_with_its_exception(SocketKind kind, WebSocketRole role)
    {
        using var pair = await SocketPair.ConnectAsync(kind);
        var connection = Connect(pair, role);
        var receiving = connection.ReceiveAsync().AsTask();
        await pair.PeerSends(role == WebSocketRole.Server ? [0x81, 0x85, 0, 0, 0, 0, 0x68] : [0x81, 0x05, 0x68]);
        await InTime.Until(() => PooledBuffers.Shared.Outstanding > 0); // it has read so far
        pair.PeerResets();
        Assert.True((await receiving.Within()).IsClose);
        Assert.Equal((1006, true), (connection.Closed!.Code, connection.Closed.InitiatedByPeer));
        Assert.IsType<IOException>(connection.Closed.Exception);
        await Balance(pair);
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Reset_under_senders_that_wait_releases_them(SocketKind kind, WebSocketRole role)
    {
        using var pair = await SocketPair.ConnectAsync(kind);
        var connection = Connect(pair, role, highWater: 10_000);
        var receiving = connection.ReceiveAsync().AsTask();
        var sending = new List<Task>();
        while (sending.Count(task => !task.IsCompleted) < 3)
        {
            Assert.True(sending.Count < 10_000, "No sender has to wait.");
            sending.Add(connection.SendAsync(WebSocketOpcode.Binary, new byte[20_000]).AsTask());
        }

        pair.PeerResets();
        await Task.WhenAll(sending).Within();
        Assert.True((await receiving.Within()).IsClose);
        Assert.Equal((1006, true), (connection.Closed!.Code, connection.Closed.InitiatedByPeer));
        await Balance(pair);
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Reset_in_answer_to_our_close_frame_ends_with_our_code(SocketKind kind, WebSocketRole role)
    {
        using var pair = await SocketPair.ConnectAsync(kind);
        var connection = Connect(pair, role);
        var closing = connection.CloseAsync(4001);
        await pair.Peer.ReceiveAsync(new byte[1]).Within();
        pair.PeerResets();
        await closing.Within();
        Assert.Equal((4001, false), (connection.Closed!.Code, connection.Closed.InitiatedByPeer));
        await Balance(pair);
    }

    private WebSocketConnection Connect(SocketPair pair, WebSocketRole role, int highWater = 1_000_000) =>
        WebSocketConnection.FromStream(pair.Stream, role, options: new() { TimeProvider = _clock, OutgoingHighWaterBytes = highWater, KeepAliveInterval = Timeout.InfiniteTimeSpan });

    private Task Balance(SocketPair pair)
    {
        pair.Peer.Dispose(); // the connection has disposed of the other one
        return _books.Balance();
    }

    private static async Task<byte[]> ReadToEnd(Socket socket)
    {
        var all = new MemoryStream();
        var buffer = new byte[256];
        while (await socket.ReceiveAsync(buffer).Within() is > 0 and var count)
        {
            all.Write(buffer, 0, count);
        }

        return all.ToArray();
    }
}
