using WsRpc.Faults.Accounting;
using WsRpc.Faults.Links;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Faults.Stalls;

/// <summary>A peer that takes nothing any more, from some octet on: what waits for it is bounded, and it is cut in time.</summary>
public sealed class StalledWritesTests
{
    private const int HighWater = 100_000;

    private readonly FakeTimeProvider _clock = new();

    public static TheoryData<WebSocketRole, int> Stalls
    {
        get
        {
            var data = new TheoryData<WebSocketRole, int>();
            foreach (var at in new[] { 0, 1, 3, 70_000, 300_000 })
            {
                data.Add(WebSocketRole.Client, at);
                data.Add(WebSocketRole.Server, at);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Stalls))]
    public async Task Peer_that_takes_nothing_is_cut_with_1013_and_all_senders_are_released(WebSocketRole role, int at)
    {
        var books = Books.Open(_clock);
        var (connection, peer) = Connect(role, at);
        var receiving = connection.ReceiveAsync().AsTask();
        var sending = new List<Task>();
        while (sending.Count < 20 || sending[^1].IsCompleted)
        {
            Assert.True(sending.Count < 1000, "No sender has to wait.");
            sending.Add(connection.SendAsync(WebSocketOpcode.Binary, new byte[20_000]).AsTask());
            await Receive(peer, upTo: at);
        }

        Assert.Null(connection.Closed);
        await InTime.Until(() =>
        {
            _clock.Advance(TimeSpan.FromSeconds(10));
            return connection.Closed is not null;
        });

        await Task.WhenAll(sending).Within();
        Assert.True((await receiving.Within()).IsClose);
        Assert.Equal((1013, false), (connection.Closed!.Code, connection.Closed.InitiatedByPeer));
        await ToTheEnd(peer);
        Assert.Equal(1006, peer.Connection.Closed!.Code);
        await books.Balance();
    }

    [Theory]
    [InlineData(WebSocketRole.Client)]
    [InlineData(WebSocketRole.Server)]
    public async Task Memory_for_a_peer_that_takes_nothing_is_bounded_even_if_its_senders_do_not_wait(WebSocketRole role)
    {
        const int Message = 10_000;
        var books = Books.Open(_clock);
        var (connection, peer) = Connect(role, at: 0);
        var taken = 0;
        while (Record.Exception(() => _ = connection.SendAsync(WebSocketOpcode.Binary, new byte[Message])) is not InvalidOperationException)
        {
            taken += Message;
            Assert.True(taken <= (16 * HighWater) + Message, "More was taken than sixteen times the high water mark.");
            Assert.True(PooledBuffers.Shared.Sizes.Sum() <= 2 * (taken + HighWater), "More memory than twice what waits.");
        }

        Assert.True(taken >= 15 * HighWater);
        Assert.Equal(1013, (await connection.Completion.Within()).Code);
        Assert.True((await connection.ReceiveAsync().Within()).IsClose);
        await ToTheEnd(peer);
        await books.Balance();
    }

    [Fact]
    public async Task Reading_pauses_while_the_peer_takes_nothing_and_goes_on_when_it_does()
    {
        const int Pings = 40_000;
        byte[] ping = [0x89, 0xFD, 0, 0, 0, 0, .. new byte[125]];
        var books = Books.Open(_clock);
        var link = Link.WithFault(Direction.ToClient, new Fault(FaultKind.Stalled, 0), Manners.All[0], seed: 0);
        var connection = WebSocketConnection.FromStream(link.Server, WebSocketRole.Server, options: new() { TimeProvider = _clock, OutgoingHighWaterBytes = HighWater, KeepAliveInterval = Timeout.InfiniteTimeSpan });
        var receiving = connection.ReceiveAsync().AsTask();
        var pinging = link.Client.WriteAsync(Enumerable.Repeat(ping, Pings).SelectMany(octets => octets).ToArray()).AsTask();
        await InTime.Until(() => connection.Output.Bytes > connection.PauseAtBytes);
        for (var turn = 0; turn < 10_000; turn++)
        {
            await Task.Yield(); // time enough to read on
        }

        Assert.False(pinging.IsCompleted);
        Assert.True(connection.Output.Bytes < connection.PauseAtBytes + (256 * 1024), "It reads on and answers.");

        link.ToClient.Release();
        var pongs = new byte[Pings * 127];
        await link.Client.ReadExactlyAsync(pongs).Within();
        await pinging.Within();
        await link.Client.WriteAsync(new byte[] { 0x88, 0x80, 0, 0, 0, 0 });
        Assert.True((await receiving.Within()).IsClose);
        await books.Balance();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Close_behind_a_stall_is_over_in_its_time(bool nothingWaits)
    {
        var books = Books.Open(_clock);
        var link = Link.WithFault(Direction.ToServer, new Fault(FaultKind.Stalled, 0), Manners.All[0], seed: 0);
        var connection = WebSocketConnection.FromStream(link.Client, WebSocketRole.Client, options: new() { TimeProvider = _clock, KeepAliveInterval = Timeout.InfiniteTimeSpan });
        if (!nothingWaits)
        {
            await connection.SendAsync(WebSocketOpcode.Binary, new byte[100_000]).Within();
        }

        var closing = connection.CloseAsync(4000);
        Assert.Equal(1, _clock.TimerCount);
        _clock.Advance(TimeSpan.FromSeconds(5));
        await closing.Within();
        Assert.Equal((4000, false), (connection.Closed!.Code, connection.Closed.InitiatedByPeer));
        await books.Balance();
    }

    private (WebSocketConnection Connection, Peer Peer) Connect(WebSocketRole role, int at)
    {
        var fault = new Fault(FaultKind.Stalled, at);
        var link = Link.WithFault(role == WebSocketRole.Client ? Direction.ToServer : Direction.ToClient, fault, Manners.Named("direct"), seed: 0);
        var options = new WebSocketConnectionOptions { TimeProvider = _clock, OutgoingHighWaterBytes = HighWater };
        var client = WebSocketConnection.FromStream(link.Client, WebSocketRole.Client, options: options);
        var server = WebSocketConnection.FromStream(link.Server, WebSocketRole.Server, options: options);
        return role == WebSocketRole.Client ? (client, new Peer(server)) : (server, new Peer(client));
    }

    // As many whole messages as get through before the stall.
    private static async Task Receive(Peer peer, int upTo)
    {
        if (peer.Received + 20_014 <= upTo)
        {
            Assert.False((await peer.Connection.ReceiveAsync().Within()).IsClose);
            peer.Received += 20_014;
        }
    }

    private static async Task ToTheEnd(Peer peer)
    {
        while (!(await peer.Connection.ReceiveAsync().Within()).IsClose)
        {
        }
    }

    private sealed record Peer(WebSocketConnection Connection)
    {
        public int Received { get; set; }
    }
}
