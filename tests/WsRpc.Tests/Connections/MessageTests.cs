using System.Text;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Tests.Connections;

/// <summary>Whole messages over a stream, octet for octet. The connections here are clients unless a test says otherwise: what arrives is unmasked.</summary>
public sealed class MessageTests
{
    [Fact]
    public async Task Server_sends_unmasked_frames()
    {
        var stream = new ScriptedStream();
        var connection = WebSocketConnection.FromStream(stream, WebSocketRole.Server);
        await connection.SendTextAsync("Hello").Within();
        await connection.SendAsync(WebSocketOpcode.Binary, new byte[] { 1, 2 }).Within();
        await stream.HasWritten([0x81, 0x05, .. "Hello"u8, 0x82, 0x02, 1, 2]); // RFC 6455 §5.7
    }

    [Fact]
    public async Task Client_masks_its_frames_with_fresh_keys()
    {
        var stream = new ScriptedStream();
        var connection = WebSocketConnection.FromStream(stream, WebSocketRole.Client);
        await connection.SendTextAsync("Hello").Within();
        await connection.SendTextAsync("Hello").Within();
        var written = stream.Written;
        Assert.Equal([0x81, 0x85], written[..2]);
        Assert.Equal("Hello"u8.ToArray(), written[6..11].Select((octet, i) => (byte)(octet ^ written[2 + i % 4])));
        Assert.NotEqual(written[2..6], written[13..17]);
    }

    [Fact]
    public async Task Server_reads_a_masked_frame()
    {
        var stream = new ScriptedStream();
        var connection = WebSocketConnection.FromStream(stream, WebSocketRole.Server);
        stream.Arrives(0x81, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D, 0x51, 0x58); // RFC 6455 §5.7
        Assert.Equal("Hello", await ReceiveText(connection));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(1, false)]
    [InlineData(3, true)]
    [InlineData(int.MaxValue, true)]
    [InlineData(int.MaxValue, false)]
    public async Task Messages_arrive_whole_however_the_stream_cuts_them(int readSize, bool emptyReadWaits)
    {
        var stream = new ScriptedStream { ReadSize = readSize, EmptyReadWaits = emptyReadWaits };
        var connection = WebSocketConnection.FromStream(stream, WebSocketRole.Client);
        stream.Arrives([0x81, 0x03, .. "one"u8, 0x01, 0x02, .. "tw"u8, 0x89, 0x01, 0x50, 0x00, 0x00, 0x80, 0x01, .. "o"u8, 0x82, 0x7E, 0x00, 0x80, .. new byte[128]]);
        Assert.Equal("one", await ReceiveText(connection));
        Assert.Equal("two", await ReceiveText(connection));
        var binary = await connection.ReceiveAsync().Within();
        Assert.Equal((WebSocketOpcode.Binary, 128), (binary.Type, binary.Payload.Length));
    }

    [Fact]
    public async Task Ping_between_fragments_is_answered_before_the_message_is_whole()
    {
        var stream = new ScriptedStream();
        var connection = WebSocketConnection.FromStream(stream, WebSocketRole.Server);
        var receiving = connection.ReceiveAsync();
        stream.Arrives([0x01, 0x82, 0, 0, 0, 0, .. "He"u8, 0x89, 0x84, 0, 0, 0, 0, .. "ping"u8]);
        await stream.HasWritten([0x8A, 0x04, .. "ping"u8]);
        Assert.False(receiving.IsCompleted);
        stream.Arrives([0x80, 0x83, 0, 0, 0, 0, .. "llo"u8]);
        Assert.Equal("Hello"u8.ToArray(), (await receiving.Within()).Payload.ToArray());
    }

    [Fact]
    public async Task Large_message_arrives_in_a_buffer_that_grows_with_it()
    {
        var stream = new ScriptedStream { ReadSize = 50_000 };
        var connection = WebSocketConnection.FromStream(stream, WebSocketRole.Client);
        var payload = Enumerable.Range(0, 1 << 20).Select(i => (byte)(i * 7)).ToArray();
        stream.Arrives([0x82, 0x7F, 0, 0, 0, 0, 0x00, 0x10, 0x00, 0x00, .. payload, 0x81, 0x01, (byte)'x']);
        Assert.True((await connection.ReceiveAsync().Within()).Payload.Span.SequenceEqual(payload));
        Assert.Equal("x", await ReceiveText(connection));
    }

    [Fact]
    public async Task Senders_of_many_threads_do_not_interleave()
    {
        const int Senders = 8;
        const int Each = 1000;
        var (client, server) = WebSocketConnection.CreateInMemoryPair();
        var sending = Enumerable.Range(0, Senders).Select(sender => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
            {
                await client.SendTextAsync($"{sender}:{i}:{new string((char)('a' + sender), i % 200)}");
            }
        }));
        var all = Task.WhenAll(sending);
        var next = new int[Senders];
        for (var count = 0; count < Senders * Each; count++)
        {
            var parts = (await ReceiveText(server)).Split(':');
            var (sender, i) = (int.Parse(parts[0]), int.Parse(parts[1]));
            Assert.Equal(next[sender]++, i);
            Assert.Equal(new string((char)('a' + sender), i % 200), parts[2]);
        }

        await all.Within();
    }

    [Fact]
    public async Task What_is_written_while_a_write_is_under_way_goes_out_with_the_next()
    {
        var gate = new TaskCompletionSource();
        var stream = new ScriptedStream { OnWrite = () => gate.Task };
        var connection = WebSocketConnection.FromStream(stream, WebSocketRole.Server);
        for (var i = 0; i < 100; i++)
        {
            await connection.SendTextAsync("x").Within();
        }

        Assert.Equal(1, stream.Writes);
        gate.SetResult();
        await InTime.Until(() => stream.Written.Length == 300);
        Assert.Equal(2, stream.Writes);
    }

    [Fact]
    public async Task Sender_waits_while_the_queue_is_long()
    {
        var gate = new TaskCompletionSource();
        var stream = new ScriptedStream { OnWrite = () => gate.Task };
        var connection = WebSocketConnection.FromStream(stream, WebSocketRole.Server, options: new() { OutgoingHighWaterBytes = 1000 });
        await connection.SendAsync(WebSocketOpcode.Binary, new byte[900]).Within();
        var second = connection.SendAsync(WebSocketOpcode.Binary, new byte[900]).AsTask();
        Assert.False(second.IsCompleted);
        gate.SetResult();
        await second.Within();
    }

    [Fact]
    public async Task Pings_of_a_peer_that_reads_nothing_are_not_answered_for_ever()
    {
        const int HighWater = 16 * 1024;
        var (client, server) = InMemoryDuplexStream.CreatePair();
        var connection = WebSocketConnection.FromStream(server, WebSocketRole.Server, options: new() { OutgoingHighWaterBytes = HighWater });
        var receiving = connection.ReceiveAsync();
        byte[] ping = [0x89, 0xFD, 0, 0, 0, 0, .. new byte[125]];
        var pings = Enumerable.Repeat(ping, 500).SelectMany(octets => octets).ToArray();
        var flooding = Flood();
        await InTime.Until(() => connection.Output.Bytes > 4 * HighWater);
        Assert.False(receiving.IsCompleted);
        Assert.False(flooding.IsCompleted);
        Assert.InRange(connection.Output.Bytes, 4 * HighWater, 4 * HighWater + 256 * 1024);

        connection.Abort();
        Assert.True((await receiving.Within()).IsClose);
        await flooding.Within();

        // 20 MB of pings: without a bound, all of their answers would be kept.
        async Task Flood()
        {
            try
            {
                for (var i = 0; i < 300; i++)
                {
                    await client.WriteAsync(pings);
                }
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException)
            {
            }
        }
    }

    [Fact]
    public async Task Second_receiver_is_refused()
    {
        var (client, server) = WebSocketConnection.CreateInMemoryPair();
        var receiving = client.ReceiveAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.ReceiveAsync().AsTask());
        await server.SendTextAsync("x").Within();
        Assert.Equal("x"u8.ToArray(), (await receiving.Within()).Payload.ToArray());
    }

    [Fact]
    public async Task Control_frames_are_no_messages_to_send()
    {
        var (client, _) = WebSocketConnection.CreateInMemoryPair();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => client.SendAsync(WebSocketOpcode.Ping, default).AsTask());
    }

    private static async Task<string> ReceiveText(WebSocketConnection connection)
    {
        var message = await connection.ReceiveAsync().Within();
        Assert.Equal(WebSocketOpcode.Text, message.Type);
        return Encoding.UTF8.GetString(message.Payload.Span);
    }
}
