using WsRpc.Protocol.WebSocket;

namespace WsRpc.Protocol.Tests.WebSocket;

/// <summary>A compressed message costs no garbage on either end, with and without context takeover.</summary>
public sealed class CompressionAllocationTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Compressed_messages_allocate_nothing(bool takeover)
    {
        var deflate = new PerMessageDeflate(new() { ServerContextTakeover = takeover }, ZlibProvider.Instance);
        using var sender = new WebSocketSender(WebSocketRole.Server, null, deflate);
        using var receiver = new WebSocketReceiver(WebSocketRole.Client, WebSocketLimits.Default, deflate);
        var payload = Enumerable.Range(0, 3000).Select(i => (byte)(i % 50)).ToArray();
        var arrived = new byte[4096];
        var arrives = true;
        var least = Allocations.LeastOf(() =>
        {
            sender.BeginMessage(WebSocketOpcode.Binary, payload.Length);
            sender.Write(payload);
            sender.EndMessage();
            using var sent = sender.TakePending();
            sent.Memory.CopyTo(arrived);
            arrives &= receiver.TryReceive(arrived.AsMemory(0, sent.Memory.Length), out _, out var received) && received.Payload.Length == payload.Length;
        });
        Assert.True(arrives);
        Assert.Equal(0, least);
    }

    [Fact]
    public void Connections_that_borrow_do_not_get_into_each_others_way()
    {
        var deflate = new PerMessageDeflate(new() { ServerContextTakeover = false, MinMessageBytes = 0 }, ZlibProvider.Instance);
        using var one = new WebSocketSender(WebSocketRole.Server, null, deflate);
        using var other = new WebSocketSender(WebSocketRole.Server, null, deflate);
        using var oneReceiver = new WebSocketReceiver(WebSocketRole.Client, WebSocketLimits.Default, deflate);
        using var otherReceiver = new WebSocketReceiver(WebSocketRole.Client, WebSocketLimits.Default, deflate);
        for (var round = 0; round < 3; round++)
        {
            one.BeginMessage(WebSocketOpcode.Binary);
            one.Write("what is said "u8);
            one.EndFragment();
            other.BeginMessage(WebSocketOpcode.Binary);
            other.Write("what else is said"u8);
            other.EndMessage();
            one.Write("is said"u8);
            one.EndMessage();
            Receives(oneReceiver, one, "what is said is said"u8);
            Receives(otherReceiver, other, "what else is said"u8);
        }
    }

    private static void Receives(WebSocketReceiver receiver, WebSocketSender sender, ReadOnlySpan<byte> payload)
    {
        using var sent = sender.TakePending();
        Assert.True(receiver.TryReceive(sent.Memory.ToArray(), out _, out var received));
        Assert.Equal(Convert.ToHexString(payload), Convert.ToHexString(received.Payload.Span));
    }
}
