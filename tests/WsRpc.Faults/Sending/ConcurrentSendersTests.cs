using WsRpc.Faults.Accounting;
using WsRpc.Faults.Links;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Faults.Sending;

/// <summary>Many senders on one connection: whole messages, each sender's in order, whatever the stream and the tokens do.</summary>
public sealed class ConcurrentSendersTests
{
    private const int Count = 8;
    private const int Messages = 40;

    // Sixteen times as much is more than all messages together: nobody is cut for being slow.
    private const int HighWater = 160_000;

    private readonly FakeTimeProvider _clock = new();

    public static TheoryData<WebSocketRole, string> Ways
    {
        get
        {
            var data = new TheoryData<WebSocketRole, string>();
            foreach (var manners in Manners.All)
            {
                data.Add(WebSocketRole.Client, manners.Name);
                data.Add(WebSocketRole.Server, manners.Name);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Messages_arrive_whole_and_in_the_order_of_each_sender(WebSocketRole role, string manners)
    {
        var books = Books.Open(_clock);
        var (connection, peer) = Connect(role, manners, seed: 1);
        var senders = new Senders(connection, Count, Messages, seed: 1);
        var sending = senders.RunAsync();
        await InTime.Until(() => senders.Cancelled > 0); // while nobody receives, the queue grows long
        var receiving = ReceiveAllAsync(peer);
        await sending.Within();
        await connection.CloseAsync().Within();
        var received = await receiving.Within();
        Assert.All(Enumerable.Range(0, Count), sender => Assert.Equal(Messages, received[sender]));
        await books.Balance();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Close_in_the_middle_sends_all_that_was_taken_before(WebSocketRole role, string manners)
    {
        var books = Books.Open(_clock);
        var (connection, peer) = Connect(role, manners, seed: 2);
        var senders = new Senders(connection, Count, Messages, seed: 2);
        var received = new int[Count];
        var sending = senders.RunAsync();
        await ReceiveAsync(peer, received, atMost: Count * Messages / 4);
        var closing = connection.CloseAsync(4000);
        await ReceiveAsync(peer, received, atMost: int.MaxValue);
        await Task.WhenAll(closing, sending).Within();
        Assert.Equal((4000, true), (peer.Closed!.Code, peer.Closed.InitiatedByPeer));
        Assert.All(senders.Sent, pair => Assert.Equal(pair.Value, received[pair.Key]));
        await books.Balance();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Abort_in_the_middle_releases_all_senders(WebSocketRole role, string manners)
    {
        foreach (var peerAborts in new[] { false, true })
        {
            var books = Books.Open(_clock);
            var (connection, peer) = Connect(role, manners, seed: 3);
            var senders = new Senders(connection, Count, Messages, seed: 3);
            var received = new int[Count];
            var sending = senders.RunAsync();
            var noticing = ReceiveAllAsync(connection);
            await ReceiveAsync(peer, received, atMost: Count * Messages / 4);
            (peerAborts ? peer : connection).Abort();
            await ReceiveAsync(peer, received, atMost: int.MaxValue);
            await Task.WhenAll(sending, noticing).Within();
            Assert.All(senders.Sent, pair => Assert.True(received[pair.Key] <= pair.Value));
            Assert.Equal((1006, peerAborts), (connection.Closed!.Code, connection.Closed.InitiatedByPeer));
            await books.Balance();
        }
    }

    private (WebSocketConnection Connection, WebSocketConnection Peer) Connect(WebSocketRole role, string manners, int seed)
    {
        var link = Link.Sound(Manners.Named(manners), seed);
        var options = new WebSocketConnectionOptions { TimeProvider = _clock, OutgoingHighWaterBytes = HighWater };
        var client = WebSocketConnection.FromStream(link.Client, WebSocketRole.Client, options: options);
        var server = WebSocketConnection.FromStream(link.Server, WebSocketRole.Server, options: options);
        return role == WebSocketRole.Client ? (client, server) : (server, client);
    }

    private static async Task<int[]> ReceiveAllAsync(WebSocketConnection connection)
    {
        var received = new int[Count];
        await ReceiveAsync(connection, received, int.MaxValue);
        return received;
    }

    // Counts a sender's messages, each of which has to be its next.
    private static async Task ReceiveAsync(WebSocketConnection connection, int[] received, int atMost)
    {
        for (var i = 0; i < atMost && await connection.ReceiveAsync().Within() is { IsClose: false } message; i++)
        {
            var (sender, number) = NumberedMessage.Read(message.Payload.Span);
            Assert.Equal(received[sender]++, number);
        }
    }
}
