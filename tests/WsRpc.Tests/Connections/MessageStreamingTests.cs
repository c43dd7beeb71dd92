using System.Security.Cryptography;
using System.Text;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Tests.Connections;

/// <summary>Messages written and read piece by piece (RFC 6455 §5.4).</summary>
public sealed class MessageStreamingTests
{
    [Fact]
    public async Task Writes_are_fragments_and_completing_ends_the_message()
    {
        var stream = new ScriptedStream();
        var connection = Serve(stream);
        await using (var message = await connection.OpenMessageAsync(WebSocketOpcode.Text).Within())
        {
            await message.WriteAsync("ab"u8.ToArray()).Within();
            await stream.HasWritten(0x01, 2, (byte)'a', (byte)'b');
            await message.WriteAsync(Array.Empty<byte>()).Within();
            await message.WriteAsync("c"u8.ToArray()).Within();
            await message.CompleteAsync().Within();
            await Assert.ThrowsAsync<InvalidOperationException>(() => message.WriteAsync(new byte[1]).AsTask());
        }

        await connection.SendTextAsync("d").Within();
        await stream.HasWritten(0x01, 2, (byte)'a', (byte)'b', 0x00, 1, (byte)'c', 0x80, 0, 0x81, 1, (byte)'d');
        connection.Abort();
    }

    [Fact]
    public async Task Message_of_no_writes_is_an_empty_one()
    {
        var stream = new ScriptedStream();
        var connection = Serve(stream);
        await using var message = await connection.OpenMessageAsync(WebSocketOpcode.Binary).Within();
        await message.CompleteAsync().Within();
        await stream.HasWritten(0x82, 0);
        connection.Abort();
    }

    [Fact]
    public async Task Other_messages_wait_for_the_end_and_keep_their_order_while_control_frames_go_in_between()
    {
        var stream = new ScriptedStream();
        var connection = Serve(stream);
        var message = await connection.OpenMessageAsync(WebSocketOpcode.Binary).Within();
        await message.WriteAsync(new byte[] { 1 }).Within();
        byte[] second = [2];
        var whole = connection.SendAsync(WebSocketOpcode.Binary, second).AsTask();
        second[0] = 99; // it was copied
        var opening = connection.OpenMessageAsync(WebSocketOpcode.Binary).AsTask();
        var last = connection.SendAsync(WebSocketOpcode.Binary, new byte[] { 4 }).AsTask();
        stream.Arrives(0x89, 0x81, 0, 0, 0, 0, 7);
        var receiving = connection.ReceiveAsync().AsTask();
        var ping = connection.PingAsync();
        await InTime.Until(() => stream.Written.Length == 3 + 3 + 6);
        Assert.False(whole.IsCompleted || opening.IsCompleted || last.IsCompleted);

        await message.CompleteAsync().Within();
        await whole.Within();
        await using (var third = await opening.Within())
        {
            await third.WriteAsync(new byte[] { 3 }).Within();
            Assert.False(last.IsCompleted);
            await third.CompleteAsync().Within();
        }

        await last.Within();
        byte[] tail = [0x80, 0, 0x82, 1, 2, 0x02, 1, 3, 0x80, 0, 0x82, 1, 4];
        await InTime.Until(() => stream.Written.Length == 12 + tail.Length);
        Assert.Equal([0x02, 1, 1], stream.Written[..3]);
        Assert.Equal(tail, stream.Written[12..]);
        connection.Abort();
        await receiving.Within();
        await Assert.ThrowsAsync<InvalidOperationException>(() => ping.Within());
    }

    [Fact]
    public async Task Sender_that_gives_up_its_place_leaves_it_to_the_next()
    {
        var stream = new ScriptedStream();
        var connection = Serve(stream);
        var message = await connection.OpenMessageAsync(WebSocketOpcode.Binary).Within();
        using var cancellation = new CancellationTokenSource();
        var cancelled = connection.SendAsync(WebSocketOpcode.Binary, new byte[] { 1 }, cancellation.Token).AsTask();
        var next = connection.SendAsync(WebSocketOpcode.Binary, new byte[] { 2 }).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.Within());
        await message.CompleteAsync().Within();
        await next.Within();
        await stream.HasWritten(0x82, 0, 0x82, 1, 2);
        connection.Abort();
    }

    [Fact]
    public async Task Abandoned_message_closes_1011_and_releases_those_who_wait()
    {
        var (client, server) = WebSocketConnection.CreateInMemoryPair();
        var message = await client.OpenMessageAsync(WebSocketOpcode.Binary).Within();
        await message.WriteAsync(new byte[] { 1 }).Within();
        var waiting = client.SendAsync(WebSocketOpcode.Binary, new byte[] { 2 }).AsTask();
        await message.DisposeAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => waiting.Within());
        Assert.True((await server.ReceiveAsync().Within()).IsClose);
        Assert.Equal((1011, "a message was abandoned half-way", true), (server.Closed!.Code, server.Closed.Reason, server.Closed.InitiatedByPeer));
        Assert.Equal(1011, (await client.Completion.Within()).Code);
    }

    [Fact]
    public async Task Message_abandoned_before_its_first_octet_leaves_no_trace()
    {
        var stream = new ScriptedStream();
        var connection = Serve(stream);
        await (await connection.OpenMessageAsync(WebSocketOpcode.Binary).Within()).DisposeAsync();
        await connection.SendTextAsync("x").Within();
        await stream.HasWritten(0x81, 1, (byte)'x');
        connection.Abort();
    }

    [Fact]
    public async Task Connection_that_ends_ends_the_writer_and_those_who_wait()
    {
        var connection = Serve(new ScriptedStream());
        var message = await connection.OpenMessageAsync(WebSocketOpcode.Binary).Within();
        var waiting = connection.OpenMessageAsync(WebSocketOpcode.Binary).AsTask();
        connection.Abort();
        await Assert.ThrowsAsync<InvalidOperationException>(() => waiting.Within());
        await Assert.ThrowsAsync<InvalidOperationException>(() => message.WriteAsync(new byte[1]).AsTask().Within());
        await Assert.ThrowsAsync<InvalidOperationException>(() => connection.OpenMessageAsync(WebSocketOpcode.Binary).AsTask().Within());
        await message.DisposeAsync();
    }

    [Fact]
    public async Task Writer_waits_while_the_peer_takes_nothing_and_holds_little_of_a_large_write()
    {
        var taken = new TaskCompletionSource();
        var stream = new ScriptedStream { OnWrite = () => taken.Task };
        var connection = WebSocketConnection.FromStream(stream, WebSocketRole.Server, options: new() { OutgoingHighWaterBytes = 1000 });
        await using var message = await connection.OpenMessageAsync(WebSocketOpcode.Binary).Within();
        var writing = message.WriteAsync(new byte[10_000_000]).AsTask();
        Assert.False(writing.IsCompleted);
        Assert.InRange(connection.Output.Bytes, 1, 200 * 1024);
        taken.SetResult();
        await writing.Within();
        await message.CompleteAsync().Within();
        connection.Abort();
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Message_larger_than_any_limit_passes_in_bounded_memory(bool compressed, bool masked)
    {
        const int Chunks = 300;
        var options = new WebSocketConnectionOptions
        {
            Limits = new() { MaxMessageBytes = 1000, MaxFragments = 2 },
            OutgoingHighWaterBytes = 64 * 1024,
            Compression = compressed ? new() : null,
        };
        var (client, server) = WebSocketConnection.CreateInMemoryPair(options: options);
        var (from, to) = masked ? (client, server) : (server, client);
        var chunk = new byte[64 * 1024];
        RandomNumberGenerator.Fill(chunk.AsSpan(0, 40_000));
        var sending = Task.Run(async () =>
        {
            await using var message = await from.OpenMessageAsync(WebSocketOpcode.Binary);
            for (var i = 0; i < Chunks; i++)
            {
                await message.WriteAsync(chunk);
            }

            await message.CompleteAsync();
            await from.SendTextAsync("behind");
        });

        var received = await to.ReceiveMessageAsync().Within();
        Assert.Equal(WebSocketOpcode.Binary, received!.Type);
        using var expected = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var actual = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var i = 0; i < Chunks; i++)
        {
            expected.AppendData(chunk);
        }

        var total = 0L;
        var buffer = new byte[50_000];
        while (await received.ReadAsync(buffer).Within() is > 0 and var count)
        {
            actual.AppendData(buffer, 0, count);
            total += count;
            Assert.InRange(from.Output.Bytes, 0, 512 * 1024);
        }

        Assert.Equal(chunk.LongLength * Chunks, total);
        Assert.Equal(expected.GetHashAndReset(), actual.GetHashAndReset());
        Assert.Equal(0, await received.ReadAsync(buffer).Within());
        Assert.Equal("behind"u8.ToArray(), (await to.ReceiveAsync().Within()).Payload.ToArray());
        await sending.Within();
        client.Abort();
        server.Abort();
    }

    [Fact]
    public async Task What_is_not_read_is_dropped_and_ways_to_receive_alternate()
    {
        var stream = new ScriptedStream { ReadSize = 3 };
        var connection = WebSocketConnection.FromStream(stream, WebSocketRole.Client);
        stream.Arrives([.. Text(0x01, "dropped "), .. Text(0x80, "half-way"), .. Text(0x81, "whole"), .. Text(0x81, "pieces"), .. Text(0x81, "never looked at"), .. Text(0x81, "last")]);
        var first = await connection.ReceiveMessageAsync().Within();
        await first!.ReadExactlyAsync(new byte[2]).Within();
        Assert.Equal("whole"u8.ToArray(), (await connection.ReceiveAsync().Within()).Payload.ToArray());
        await Assert.ThrowsAsync<InvalidOperationException>(() => first.ReadAsync(new byte[2]).AsTask().Within());

        var second = await connection.ReceiveMessageAsync().Within();
        Assert.Equal("pieces", await new StreamReader(second!, Encoding.UTF8).ReadToEndAsync().Within());
        Assert.NotNull(await connection.ReceiveMessageAsync().Within());
        Assert.Equal("last", await new StreamReader((await connection.ReceiveMessageAsync().Within())!, Encoding.UTF8).ReadToEndAsync().Within());
        Assert.Equal(0, await second!.ReadAsync(new byte[2]).Within());
        connection.Abort();
        Assert.Null(await connection.ReceiveMessageAsync().Within());
    }

    [Fact]
    public async Task Pings_inside_a_message_are_answered_while_it_is_read()
    {
        var stream = new ScriptedStream();
        var connection = WebSocketConnection.FromStream(stream, WebSocketRole.Server);
        stream.Arrives([.. new byte[] { 0x02, 0x81, 0, 0, 0, 0, 1 }, .. new byte[] { 0x89, 0x81, 0, 0, 0, 0, 7 }, .. new byte[] { 0x80, 0x81, 0, 0, 0, 0, 2 }]);
        var message = await connection.ReceiveMessageAsync().Within();
        var octets = new byte[2];
        await message!.ReadExactlyAsync(octets).Within();
        Assert.Equal([1, 2], octets);
        Assert.Equal(0, await message.ReadAsync(octets).Within());
        await stream.HasWritten(0x8A, 1, 7);
        connection.Abort();
    }

    [Fact]
    public async Task Connection_that_ends_inside_a_message_fails_its_reader()
    {
        var stream = new ScriptedStream();
        var connection = WebSocketConnection.FromStream(stream, WebSocketRole.Client);
        stream.Arrives(0x02, 1, 1);
        var message = await connection.ReceiveMessageAsync().Within();
        Assert.Equal(1, await message!.ReadAsync(new byte[9]).Within());
        var reading = message.ReadAsync(new byte[9]).AsTask();
        await Assert.ThrowsAsync<InvalidOperationException>(() => connection.ReceiveAsync().AsTask().Within());
        stream.Ends();
        await Assert.ThrowsAsync<IOException>(() => reading.Within());
        Assert.Equal(1006, connection.Closed!.Code);
        await Assert.ThrowsAsync<IOException>(() => message.ReadAsync(new byte[9]).AsTask().Within());
        Assert.Null(await connection.ReceiveMessageAsync().Within());
    }

    [Fact]
    public async Task Closing_while_a_message_is_half_read_drops_the_rest()
    {
        var (client, server) = WebSocketConnection.CreateInMemoryPair();
        await using var message = await client.OpenMessageAsync(WebSocketOpcode.Binary).Within();
        await message.WriteAsync(new byte[1000]).Within();
        var half = await server.ReceiveMessageAsync().Within();
        Assert.Equal(1, await half!.ReadAsync(new byte[1]).Within());
        var closing = server.CloseAsync(1001, "enough");
        Assert.True((await client.ReceiveAsync().Within()).IsClose);
        await closing.Within();
        Assert.Equal((1001, 1001), (server.Closed!.Code, client.Closed!.Code));
        await Assert.ThrowsAsync<IOException>(() => half.ReadAsync(new byte[1]).AsTask().Within());
    }

    [Fact]
    public async Task Text_that_is_not_utf8_fails_1007_where_it_turns_bad()
    {
        var stream = new ScriptedStream();
        var connection = WebSocketConnection.FromStream(stream, WebSocketRole.Client);
        stream.Arrives([.. Text(0x01, "good"), 0x00, 1, 0xFF, .. Text(0x80, "never read")]);
        var message = await connection.ReceiveMessageAsync().Within();
        var octets = new byte[4];
        await message!.ReadExactlyAsync(octets).Within();
        Assert.Equal("good"u8.ToArray(), octets);
        var reading = message.ReadAsync(octets).AsTask();
        stream.Ends();
        await Assert.ThrowsAsync<IOException>(() => reading.Within());
        Assert.Equal(1007, connection.Closed!.Code);
    }

    private static byte[] Text(byte first, string text) => [first, (byte)text.Length, .. Encoding.UTF8.GetBytes(text)];

    private static WebSocketConnection Serve(ScriptedStream stream) => WebSocketConnection.FromStream(stream, WebSocketRole.Server);
}
