using System.Buffers;
using System.Runtime.InteropServices;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Tests.Connections;

/// <summary>What goes wrong while a message is written or sent leaves the writer free, and the connection ended or whole.</summary>
public sealed class FailingOutputTests
{
    [Fact]
    public async Task Message_that_no_memory_can_hold_leaves_the_writer_to_others()
    {
        var (client, server) = WebSocketConnection.CreateInMemoryPair();
        using var huge = new HugeMemory();
        await Assert.ThrowsAnyAsync<Exception>(() => client.SendAsync(WebSocketOpcode.Binary, huge.Memory).AsTask());
        await Task.Run(() => client.SendTextAsync("still here").AsTask()).Within();
        var message = await server.ReceiveAsync().Within();
        Assert.Equal("still here"u8, message.Payload.Span);
        client.Abort();
        server.Abort();
    }

    [Fact]
    public async Task Rest_of_a_large_message_that_cannot_be_written_ends_the_connection()
    {
        var connection = WebSocketConnection.FromStream(new BreakingStream(takesAtFirst: 1000), WebSocketRole.Server);
        await connection.SendAsync(WebSocketOpcode.Binary, new byte[100_000]).Within();
        Assert.Equal(1006, (await connection.Completion.Within()).Code);
        Assert.Equal(0, connection.Output.Bytes);
    }

    [Fact]
    public async Task Stream_that_throws_when_it_is_disposed_harms_nobody()
    {
        var connection = WebSocketConnection.FromStream(new BreakingStream(takesAtFirst: 0), WebSocketRole.Server);
        connection.Abort();
        Assert.Equal(1006, (await connection.Completion.Within()).Code);
    }

    // Longer than any array, and never touched.
    private sealed class HugeMemory : MemoryManager<byte>
    {
        private byte _octet;

        public override Span<byte> GetSpan() => MemoryMarshal.CreateSpan(ref _octet, int.MaxValue);

        public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException();

        public override void Unpin() => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
        }
    }

    private sealed class BreakingStream(int takesAtFirst) : MemoryStream, IDirectSender
    {
        public int Send(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) => takesAtFirst;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("broken");

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            throw new IOException("broken");
        }
    }
}
