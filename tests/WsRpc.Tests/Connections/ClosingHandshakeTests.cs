using WsRpc.Protocol.WebSocket;

namespace WsRpc.Tests.Connections;

/// <summary>RFC 6455 §7: how connections end.</summary>
public sealed class ClosingHandshakeTests
{
    [Fact]
    public async Task Close_goes_both_ways_with_code_and_reason()
    {
        var (client, server) = WebSocketConnection.CreateInMemoryPair();
        var closing = client.CloseAsync(4000, "done");
        Assert.True((await server.ReceiveAsync().Within()).IsClose);
        await closing.Within();
        Assert.Equal(new WebSocketClosed(4000, "done", initiatedByPeer: true), server.Closed);
        Assert.Equal(new WebSocketClosed(4000, "done", initiatedByPeer: false), client.Closed);
    }

    [Fact]
    public async Task Server_may_close_too()
    {
        var (client, server) = WebSocketConnection.CreateInMemoryPair();
        var closing = server.CloseAsync(1001, "going away");
        Assert.True((await client.ReceiveAsync().Within()).IsClose);
        await closing.Within();
        Assert.Equal(new WebSocketClosed(1001, "going away", initiatedByPeer: true), client.Closed);
    }

    [Fact]
    public async Task Close_frame_of_the_peer_is_answered_with_its_code()
    {
        var stream = new ScriptedStream();
        var connection = WebSocketConnection.FromStream(stream, WebSocketRole.Server);
        stream.Arrives(0x88, 0x85, 0, 0, 0, 0, 0x03, 0xE9, (byte)'b', (byte)'y', (byte)'e');
        Assert.True((await connection.ReceiveAsync().Within()).IsClose);
        await stream.HasWritten(0x88, 0x02, 0x03, 0xE9);
        Assert.True(stream.IsDisposed);
        Assert.Equal(new WebSocketClosed(1001, "bye", initiatedByPeer: true), connection.Closed);
    }

    [Fact]
    public async Task Close_frame_without_a_code_is_answered_in_kind()
    {
        var stream = new ScriptedStream();
        var connection = WebSocketConnection.FromStream(stream, WebSocketRole.Server);
        stream.Arrives(0x88, 0x80, 0, 0, 0, 0);
        Assert.True((await connection.ReceiveAsync().Within()).IsClose);
        await stream.HasWritten(0x88, 0x00);
        Assert.Equal((1005, true), (connection.Closed!.Code, connection.Closed.InitiatedByPeer));
    }

    [Fact]
    public async Task Client_waits_for_the_server_to_end_the_stream()
    {
        var stream = new ScriptedStream();
        var connection = WebSocketConnection.FromStream(stream, WebSocketRole.Client);
        var receiving = connection.ReceiveAsync();
        stream.Arrives(0x88, 0x02, 0x03, 0xE8);
        await InTime.Until(() => stream.Written.Length == 8);
        Assert.False(stream.IsDisposed); // §7.1.1
        stream.Ends();
        Assert.True((await receiving.Within()).IsClose);
        Assert.Equal(1000, connection.Closed!.Code);
    }

    [Fact]
    public async Task Messages_sent_before_the_close_go_out_before_it()
    {
        var gate = new TaskCompletionSource();
        var stream = new ScriptedStream { OnWrite = () => gate.Task };
        var connection = WebSocketConnection.FromStream(stream, WebSocketRole.Server);
        await connection.SendTextAsync("1").Within();
        await connection.SendTextAsync("2").Within();
        var closing = connection.CloseAsync();
        gate.SetResult();
        await stream.HasWritten(0x81, 0x01, (byte)'1', 0x81, 0x01, (byte)'2', 0x88, 0x02, 0x03, 0xE8);
        stream.Arrives(0x88, 0x82, 0, 0, 0, 0, 0x03, 0xE8);
        await closing.Within();
    }

    [Fact]
    public async Task Nothing_is_sent_after_the_close()
    {
        var (client, server) = WebSocketConnection.CreateInMemoryPair();
        var closing = client.CloseAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.SendTextAsync("late").AsTask());
        Assert.True((await server.ReceiveAsync().Within()).IsClose);
        await Assert.ThrowsAsync<InvalidOperationException>(() => server.SendTextAsync("late").AsTask());
        await closing.Within();
    }

    [Fact]
    public async Task Messages_that_come_after_our_close_can_still_be_received()
    {
        var stream = new ScriptedStream();
        var connection = WebSocketConnection.FromStream(stream, WebSocketRole.Server);
        var receiving = connection.ReceiveAsync();
        var closing = connection.CloseAsync();
        stream.Arrives([0x81, 0x81, 0, 0, 0, 0, (byte)'x', 0x88, 0x80, 0, 0, 0, 0]);
        Assert.Equal("x"u8.ToArray(), (await receiving.Within()).Payload.ToArray());
        Assert.True((await connection.ReceiveAsync().Within()).IsClose);
        await closing.Within();
    }

    [Fact]
    public async Task Receiving_goes_on_to_the_end_when_this_end_closes()
    {
        var (client, server) = WebSocketConnection.CreateInMemoryPair();
        await server.SendTextAsync("one").Within();
        Assert.False((await client.ReceiveAsync().Within()).IsClose);
        var closing = client.CloseAsync();
        var next = client.ReceiveAsync(); // as a loop does that was busy with the message meanwhile
        Assert.True((await server.ReceiveAsync().Within()).IsClose);
        Assert.True((await next.Within()).IsClose);
        await closing.Within();
        Assert.True((await client.ReceiveAsync().Within()).IsClose);
    }

    [Fact]
    public async Task Receiving_ends_when_this_end_aborts()
    {
        for (var round = 0; round < 100; round++)
        {
            var (client, server) = WebSocketConnection.CreateInMemoryPair();
            await server.SendTextAsync("one").Within();
            Assert.False((await client.ReceiveAsync().Within()).IsClose);
            var aborting = Task.Run(client.Abort);
            Assert.True((await client.ReceiveAsync().Within()).IsClose);
            await aborting.Within();
        }
    }

    [Fact]
    public async Task Peer_that_does_not_answer_the_close_is_cut_off_in_time()
    {
        var clock = new FakeTimeProvider();
        var stream = new ScriptedStream();
        var connection = WebSocketConnection.FromStream(stream, WebSocketRole.Client, options: new() { TimeProvider = clock });
        var closing = connection.CloseAsync(1000, "bye");
        clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(closing.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.1));
        await closing.Within();
        Assert.True(stream.IsDisposed);
        Assert.Equal(0, clock.TimerCount);
        Assert.Equal(1000, connection.Closed!.Code);
    }

    [Fact]
    public async Task Server_that_does_not_end_the_stream_is_cut_off_in_time()
    {
        var clock = new FakeTimeProvider();
        var stream = new ScriptedStream();
        var connection = WebSocketConnection.FromStream(stream, WebSocketRole.Client, options: new() { TimeProvider = clock, KeepAliveInterval = Timeout.InfiniteTimeSpan });
        var receiving = connection.ReceiveAsync();
        stream.Arrives(0x88, 0x02, 0x03, 0xE8);
        await InTime.Until(() => clock.TimerCount == 1);
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.True((await receiving.Within()).IsClose);
        Assert.Equal(1000, connection.Closed!.Code);
    }

    [Fact]
    public async Task Wait_for_the_close_can_be_cancelled_by_cutting()
    {
        using var cancellation = new CancellationTokenSource();
        var stream = new ScriptedStream();
        var connection = WebSocketConnection.FromStream(stream, WebSocketRole.Client);
        var closing = connection.CloseAsync(cancellationToken: cancellation.Token);
        cancellation.Cancel();
        await closing.Within();
        Assert.True(stream.IsDisposed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Close_that_cannot_be_written_ends_the_connection_all_the_same(bool later)
    {
        var stream = new ScriptedStream
        {
            OnWrite = async () =>
            {
                if (later)
                {
                    await Task.Yield();
                }

                throw new IOException("broken pipe");
            },
        };
        var connection = WebSocketConnection.FromStream(stream, WebSocketRole.Client);
        await connection.CloseAsync().Within();
        Assert.True(stream.IsDisposed);
        Assert.NotNull(connection.Closed);
    }

    [Theory]
    [InlineData(1002, "§5.1", new byte[] { 0x81, 0x01, 0x78 })] // unmasked
    [InlineData(1002, "§5.2", new byte[] { 0xC1, 0x80, 0, 0, 0, 0 })] // RSV1
    [InlineData(1002, "§5.4", new byte[] { 0x80, 0x80, 0, 0, 0, 0 })] // nothing to continue
    [InlineData(1007, "§8.1", new byte[] { 0x81, 0x81, 0, 0, 0, 0, 0xFF })] // not UTF-8
    [InlineData(1009, "§", new byte[] { 0x82, 0xFF, 0, 0, 0, 0, 0x00, 0x40, 0x00, 0x01, 0, 0, 0, 0 })] // 4 MiB and 1
    public async Task Violation_is_answered_with_its_code_and_named_with_its_section(int code, string section, byte[] octets)
    {
        var stream = new ScriptedStream();
        var connection = WebSocketConnection.FromStream(stream, WebSocketRole.Server);
        stream.Arrives(octets);
        Assert.True((await connection.ReceiveAsync().Within()).IsClose);
        Assert.Equal([0x88, (byte)(code >> 8), (byte)code], stream.Written.Where((_, i) => i is 0 or 2 or 3));
        Assert.Equal((code, false), (connection.Closed!.Code, connection.Closed.InitiatedByPeer));
        Assert.Contains(section, connection.Closed.Reason);
        Assert.True(stream.IsDisposed);
    }

    [Fact]
    public async Task Message_before_a_violation_is_received()
    {
        var stream = new ScriptedStream();
        var connection = WebSocketConnection.FromStream(stream, WebSocketRole.Server);
        stream.Arrives(0x81, 0x81, 0, 0, 0, 0, 0x78, 0x81, 0x01, 0x78);
        Assert.Equal([0x78], (await connection.ReceiveAsync().Within()).Payload.ToArray());
        Assert.True((await connection.ReceiveAsync().Within()).IsClose);
    }

    [Fact]
    public async Task Fragments_beyond_their_limit_close_1008()
    {
        var stream = new ScriptedStream();
        var connection = WebSocketConnection.FromStream(stream, WebSocketRole.Client, options: new() { Limits = new() { MaxFragments = 3 } });
        stream.Arrives(0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00);
        stream.Ends();
        Assert.True((await connection.ReceiveAsync().Within()).IsClose);
        Assert.Equal(1008, connection.Closed!.Code);
    }
}
