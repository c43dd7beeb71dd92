using WsRpc.Protocol.WebSocket;

namespace WsRpc.Protocol.Tests.WebSocket;

public sealed class ReceiverAllocationTests
{
    [Theory]
    [InlineData(WebSocketRole.Server, 5)] // masked
    [InlineData(WebSocketRole.Server, 300)]
    [InlineData(WebSocketRole.Server, 70_000)]
    [InlineData(WebSocketRole.Client, 5)]
    [InlineData(WebSocketRole.Client, 300)]
    [InlineData(WebSocketRole.Client, 70_000)]
    public void Unfragmented_message_costs_no_allocation(WebSocketRole role, int length) =>
        AssertReceivedForNothing(role, length, new PeerFrame(0x81, new byte[length]));

    [Theory]
    [InlineData(WebSocketRole.Server, 5)] // masked
    [InlineData(WebSocketRole.Server, 300)]
    [InlineData(WebSocketRole.Server, 70_000)]
    [InlineData(WebSocketRole.Client, 5)]
    [InlineData(WebSocketRole.Client, 300)]
    [InlineData(WebSocketRole.Client, 70_000)]
    public void Fragmented_message_costs_no_allocation(WebSocketRole role, int length) => AssertReceivedForNothing(
        role,
        3 * length,
        new PeerFrame(0x01, new byte[length]),
        new PeerFrame(0x00, new byte[length]),
        new PeerFrame(0x80, new byte[length]));

    [Theory]
    [InlineData(WebSocketRole.Server)]
    [InlineData(WebSocketRole.Client)]
    public void Control_frame_costs_no_allocation(WebSocketRole role) => AssertReceivedForNothing(role, 4, PeerFrame.Ping("ping"));

    private static void AssertReceivedForNothing(WebSocketRole role, int length, params PeerFrame[] frames)
    {
        using var receiver = new WebSocketReceiver(role, WebSocketLimits.Default);
        byte[] octets = [.. frames.SelectMany(frame => frame.Encode(role))];
        var input = new byte[octets.Length];
        Assert.Equal(0, Allocations.LeastOf(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                octets.CopyTo(input, 0); // unmasking writes into it
                if (!receiver.TryReceive(input, out _, out var received) || received.Payload.Length != length)
                {
                    Assert.Fail("Not what was sent.");
                }
            }
        }));
    }
}
