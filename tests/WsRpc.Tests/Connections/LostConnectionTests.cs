using WsRpc.Protocol.WebSocket;

namespace WsRpc.Tests.Connections;

/// <summary>The peer or the stream goes away, at every point it can.</summary>
public sealed class LostConnectionTests
{
    public static TheoryData<byte[]> Beginnings =>
    [
        [],
        [0x81],
        [0x81, 0x7E, 0x01],
        [0x81, 0x05, 0x48],
        [0x01, 0x01, 0x48],
        [0x89, 0x02, 0x48],
        [0x88, 0x02, 0x03],
    ];

    [Theory]
    [MemberData(nameof(Beginnings))]
    public async Task Stream_that_ends_without_a_close_frame_is_1006(byte[] beginning)
    {
        var stream = new ScriptedStream();
        var connection = WebSocketConnection.FromStream(stream, WebSocketRole.Client);
        if (beginning.Length > 0)
        {
            stream.Arrives(beginning);
        }

        stream.Ends();
        Assert.True((await connection.ReceiveAsync().Within()).IsClose);
        Assert.Equal(new WebSocketClosed(1006, "the connection ended without a Close frame", initiatedByPeer: true), connection.Closed);
        Assert.Same(connection.Closed, await connection.Completion.Within());
    }

    [Theory]
    [MemberData(nameof(Beginnings))]
    public async Task Stream_that_breaks_is_1006_with_its_exception(byte[] beginning)
    {
        var stream = new ScriptedStream();
        var connection = WebSocketConnection.FromStream(stream, WebSocketRole.Client);
        if (beginning.Length > 0)
        {
            stream.Arrives(beginning);
        }

        var exception = new IOException("reset by peer");
        stream.Breaks(exception);
        Assert.True((await connection.ReceiveAsync().Within()).IsClose);
        Assert.Equal((1006, "the connection broke: reset by peer", exception), (connection.Closed!.Code, connection.Closed.Reason, connection.Closed.Exception));
        Assert.True((await connection.ReceiveAsync().Within()).IsClose);
    }

    [Fact]
    public async Task Whoever_has_aborted_receives_no_more_of_what_is_here_already()
    {
        var stream = new ScriptedStream();
        var connection = WebSocketConnection.FromStream(stream, WebSocketRole.Client);
        stream.Arrives([0x81, 0x01, 0x61, 0x81, 0x01, 0x62, 0x01, 0x01, 0x63]);
        Assert.Equal("a"u8.ToArray(), (await connection.ReceiveAsync().Within()).Payload.ToArray());
        connection.Abort();
        Assert.True((await connection.ReceiveAsync().Within()).IsClose);
        Assert.Equal((1006, "aborted by this end"), (connection.Closed!.Code, connection.Closed.Reason));
    }

    [Fact]
    public async Task Whoever_has_aborted_reads_no_more_of_a_message_in_pieces()
    {
        var stream = new ScriptedStream();
        var connection = WebSocketConnection.FromStream(stream, WebSocketRole.Client);
        stream.Arrives([0x01, 0x01, 0x61, 0x80, 0x01, 0x62]);
        var message = (await connection.ReceiveMessageAsync().Within())!;
        var buffer = new byte[8];
        Assert.Equal(1, await message.ReadAsync(buffer).AsTask().Within());
        connection.Abort();
        await Assert.ThrowsAsync<IOException>(() => message.ReadAsync(buffer).AsTask().Within());
        Assert.Null(await connection.ReceiveMessageAsync().Within());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Write_that_fails_ends_the_connection_for_its_receiver(bool receiving)
    {
        var stream = new ScriptedStream { OnWrite = () => Task.FromException(new IOException("broken pipe")) };
        var connection = WebSocketConnection.FromStream(stream, WebSocketRole.Client);
        var message = receiving ? connection.ReceiveAsync().AsTask() : null;
        await connection.SendTextAsync("x").Within();
        Assert.Equal((1006, "the connection broke: broken pipe"), ((await connection.Completion.Within()).Code, connection.Closed!.Reason));
        Assert.True((await (message ?? connection.ReceiveAsync().AsTask()).Within()).IsClose);
        await Assert.ThrowsAsync<InvalidOperationException>(() => connection.SendTextAsync("y").AsTask());
    }

    [Fact]
    public async Task Sender_that_waits_is_released_when_the_connection_breaks()
    {
        var gate = new TaskCompletionSource();
        var stream = new ScriptedStream { OnWrite = () => gate.Task };
        var connection = WebSocketConnection.FromStream(stream, WebSocketRole.Client, options: new() { OutgoingHighWaterBytes = 10 });
        var sending = connection.SendTextAsync("more than ten octets").AsTask();
        Assert.False(sending.IsCompleted);
        gate.SetException(new IOException());
        await sending.Within();
        await connection.Completion.Within();
    }

    [Fact]
    public async Task Abort_wakes_the_receiver()
    {
        var (client, server) = WebSocketConnection.CreateInMemoryPair();
        var receiving = client.ReceiveAsync();
        client.Abort();
        Assert.True((await receiving.Within()).IsClose);
        Assert.Equal((1006, false), (client.Closed!.Code, client.Closed.InitiatedByPeer));
        Assert.True((await server.ReceiveAsync().Within()).IsClose);
        Assert.Equal((1006, true), (server.Closed!.Code, server.Closed.InitiatedByPeer));
    }

    [Fact]
    public async Task Abort_releases_a_sender_that_waits_for_room()
    {
        var (client, _) = WebSocketConnection.CreateInMemoryPair(options: new() { OutgoingHighWaterBytes = 100_000 });
        var sending = client.SendAsync(WebSocketOpcode.Binary, new byte[1_000_000]).AsTask();
        Assert.False(sending.IsCompleted);
        client.Abort();
        await sending.Within();
    }

    [Fact]
    public async Task Peer_that_vanishes_releases_a_sender_that_waits_for_room()
    {
        var (client, server) = WebSocketConnection.CreateInMemoryPair(options: new() { OutgoingHighWaterBytes = 100_000 });
        var sending = client.SendAsync(WebSocketOpcode.Binary, new byte[1_000_000]).AsTask();
        Assert.False(sending.IsCompleted);
        server.Abort();
        await sending.Within();
        await client.Completion.Within();
    }

    [Fact]
    public async Task Abort_in_the_middle_of_a_close_ends_it()
    {
        var (client, _) = WebSocketConnection.CreateInMemoryPair();
        var closing = client.CloseAsync();
        client.Abort();
        await closing.Within();
        client.Abort();
    }

    [Fact]
    public async Task Cancelled_receive_ends_the_connection()
    {
        using var cancellation = new CancellationTokenSource();
        var (client, server) = WebSocketConnection.CreateInMemoryPair();
        var receiving = client.ReceiveAsync(cancellation.Token).AsTask();
        cancellation.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => receiving.Within());
        Assert.Equal((1006, false), ((await client.Completion.Within()).Code, client.Closed!.InitiatedByPeer));
        Assert.True((await server.ReceiveAsync().Within()).IsClose);
    }

    [Fact]
    public async Task Everybody_may_end_a_connection_at_once()
    {
        for (var round = 0; round < 100; round++)
        {
            var (client, server) = WebSocketConnection.CreateInMemoryPair();
            await Task.WhenAll(
                Task.Run(() => client.CloseAsync()),
                Task.Run(server.Abort),
                Task.Run(() => Record.ExceptionAsync(() => client.SendTextAsync("x").AsTask())),
                Task.Run(() => server.DisposeAsync().AsTask()),
                Task.Run(client.Abort)).Within();
            await Task.WhenAll(client.Completion, server.Completion).Within();
        }
    }
}
