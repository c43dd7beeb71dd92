using WsRpc.Faults.Accounting;
using WsRpc.Faults.Links;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Faults.Buffers;

/// <summary>
/// The one exemption: only the receiver knows that the buffers of the incoming half are not in use, so where this end breaks the
/// connection and nobody receives any more, they are left to the collector. The outgoing half is never exempt.
/// </summary>
public sealed class BuffersLeftToTheCollectorTests
{
    private readonly Link _link = Link.Sound(Manners.All[0]);
    private readonly Books _books = Books.Open(new FakeTimeProvider());

    [Fact]
    public async Task Abort_with_nobody_receiving_leaves_the_message_at_hand_and_what_came_behind_it()
    {
        var connection = await ReceiveFirstOfTwo();
        connection.Abort();
        Assert.Single(PooledBuffers.Shared.Sizes); // the octets received, in which the payload lies
        Assert.True((await connection.ReceiveAsync().Within()).IsClose);
        await _books.Balance();
    }

    [Fact]
    public async Task Abort_with_nobody_receiving_leaves_a_fragmented_message_too()
    {
        var connection = Server();
        await PeerSends([0x02, 0x82, 0, 0, 0, 0, 1, 2, 0x80, 0x82, 0, 0, 0, 0, 3, 4, 0x82]);
        var message = await connection.ReceiveAsync().Within();
        connection.Abort();
        Assert.Equal(2, PooledBuffers.Shared.Outstanding); // the message put together, and the first octet of the next
        Assert.Equal([1, 2, 3, 4], message.Payload.ToArray()); // so that it can still be read
        Assert.True((await connection.ReceiveAsync().Within()).IsClose);
        await _books.Balance();
    }

    [Fact]
    public async Task Abort_with_nobody_receiving_leaves_nothing_of_the_outgoing_half()
    {
        var link = Link.WithFault(Direction.ToClient, new Fault(FaultKind.Stalled, 1), Manners.All[0], seed: 0);
        var connection = WebSocketConnection.FromStream(link.Server, WebSocketRole.Server);
        await connection.SendAsync(WebSocketOpcode.Binary, new byte[100_000]).Within();
        await connection.SendAsync(WebSocketOpcode.Binary, new byte[100_000]).Within();
        Assert.Equal(2, PooledBuffers.Shared.Outstanding); // one under way, one that waits
        connection.Abort();
        await _books.Balance();
    }

    [Fact]
    public async Task Break_under_a_receiver_leaves_nothing()
    {
        var connection = await ReceiveFirstOfTwo();
        Assert.False((await connection.ReceiveAsync().Within()).IsClose);
        var receiving = connection.ReceiveAsync().AsTask();
        connection.Abort();
        Assert.True((await receiving.Within()).IsClose);
        await _books.Balance();
    }

    [Fact]
    public async Task Closing_receives_to_the_end_and_leaves_nothing()
    {
        var connection = await ReceiveFirstOfTwo();
        var closing = connection.CloseAsync();
        await PeerSends([0x88, 0x80, 0, 0, 0, 0]);
        await closing.Within();
        await _books.Balance();
    }

    [Fact]
    public async Task Idle_connection_that_is_aborted_had_nothing()
    {
        var connection = Server();
        var receiving = connection.ReceiveAsync().AsTask();
        Assert.Equal(0, PooledBuffers.Shared.Outstanding);
        connection.Abort();
        await receiving.Within();
        await _books.Balance();
    }

    [Fact]
    public async Task Buffers_left_to_the_collector_do_not_keep_their_connection()
    {
        var remains = new Remains();
        await ReceiveAndAbort(remains);
        await remains.AreCollected();
        PooledBuffers.Shared.Begin();
    }

    private async Task ReceiveAndAbort(Remains remains)
    {
        var connection = await ReceiveFirstOfTwo();
        connection.Abort();
        remains.Add(connection);
    }

    private async Task<WebSocketConnection> ReceiveFirstOfTwo()
    {
        var connection = Server();
        await PeerSends([0x82, 0x81, 0, 0, 0, 0, 1, 0x82, 0x81, 0, 0, 0, 0, 2]);
        Assert.Equal([1], (await connection.ReceiveAsync().Within()).Payload.ToArray());
        return connection;
    }

    private WebSocketConnection Server() => WebSocketConnection.FromStream(_link.Server, WebSocketRole.Server);

    private Task PeerSends(byte[] octets) => _link.Client.WriteAsync(octets).Within();
}
