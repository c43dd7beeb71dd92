using WsRpc.Protocol.WebSocket;

namespace WsRpc.Protocol.Tests.WebSocket;

public sealed class SenderAllocationTests
{
    [Theory]
    [InlineData(WebSocketRole.Client, 5)] // masked
    [InlineData(WebSocketRole.Client, 300)]
    [InlineData(WebSocketRole.Client, 70_000)]
    [InlineData(WebSocketRole.Server, 5)]
    [InlineData(WebSocketRole.Server, 300)]
    [InlineData(WebSocketRole.Server, 70_000)]
    public void Unfragmented_message_costs_no_allocation(WebSocketRole role, int length) => AssertSentForNothing(role, length, fragments: 1);

    [Theory]
    [InlineData(WebSocketRole.Client, 5)] // masked
    [InlineData(WebSocketRole.Client, 300)]
    [InlineData(WebSocketRole.Client, 70_000)]
    [InlineData(WebSocketRole.Server, 5)]
    [InlineData(WebSocketRole.Server, 300)]
    [InlineData(WebSocketRole.Server, 70_000)]
    public void Fragmented_message_costs_no_allocation(WebSocketRole role, int length) => AssertSentForNothing(role, length, fragments: 3);

    [Theory]
    [InlineData(WebSocketRole.Client)]
    [InlineData(WebSocketRole.Server)]
    public void Control_frame_costs_no_allocation(WebSocketRole role) => AssertSentForNothing(role, sender => sender.WritePing("ping"u8));

    private static void AssertSentForNothing(WebSocketRole role, int length, int fragments)
    {
        var payload = new byte[length];
        AssertSentForNothing(role, sender =>
        {
            sender.BeginMessage(WebSocketOpcode.Text);
            for (var fragment = 1; fragment < fragments; fragment++)
            {
                sender.Write(payload);
                sender.EndFragment();
            }

            sender.Write(payload);
            sender.EndMessage();
        });
    }

    private static void AssertSentForNothing(WebSocketRole role, Action<WebSocketSender> send)
    {
        using var sender = new WebSocketSender(role, new KeySequence());
        Assert.Equal(0, Allocations.LeastOf(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                send(sender);
                sender.TakePending().Dispose();
            }
        }));
    }
}
