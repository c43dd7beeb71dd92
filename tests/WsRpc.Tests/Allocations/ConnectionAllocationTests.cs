using WsRpc.Protocol.WebSocket;

namespace WsRpc.Tests.Allocations;

/// <summary>What a message allocates on both ends of a connection together, to the byte, when it is there before it is waited for.</summary>
[Collection(nameof(AloneCollection))]
public sealed class ConnectionAllocationTests
{
    [Theory]
    [InlineData(WebSocketRole.Client, 5)]
    [InlineData(WebSocketRole.Client, 300)]
    [InlineData(WebSocketRole.Client, 20_000)]
    [InlineData(WebSocketRole.Server, 5)]
    [InlineData(WebSocketRole.Server, 300)]
    [InlineData(WebSocketRole.Server, 20_000)]
    public void Message_sent_and_received_allocates_nothing(WebSocketRole from, int length)
    {
        var (client, server) = WebSocketConnection.CreateInMemoryPair();
        var (sender, receiver) = from == WebSocketRole.Client ? (client, server) : (server, client);
        var payload = new byte[length];

        Assert.Equal(0, Allocated.PerCall(() =>
        {
            var sending = sender.SendAsync(WebSocketOpcode.Binary, payload);
            var receiving = receiver.ReceiveAsync();
            if (!sending.IsCompletedSuccessfully || !receiving.IsCompletedSuccessfully || receiving.Result.Payload.Length != payload.Length)
            {
                Assert.Fail("The message did not arrive at once.");
            }
        }));
        client.Abort();
        server.Abort();
    }
}
