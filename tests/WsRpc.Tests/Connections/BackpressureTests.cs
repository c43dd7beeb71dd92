using WsRpc.Protocol.WebSocket;
using WsRpc.Tests.Sockets;

namespace WsRpc.Tests.Connections;

/// <summary>An application that does not receive stops the one that sends, and holds nothing of what it has not asked for.</summary>
public sealed class BackpressureTests
{
    private const int MessageBytes = 64 * 1024;

    // Far beyond what the sockets on the way hold.
    private const int MostMessages = 2000;

    [Theory, PortableSockets, EpollSockets]
    public async Task Receiver_that_does_not_receive_stops_its_peer(SocketKind kind)
    {
        using var sockets = await SocketPair.ConnectAsync(kind);
        await using var stream = kind.Io().StreamOver(sockets.Peer);
        await using var server = WebSocketConnection.FromStream(sockets.Stream, WebSocketRole.Server);
        await using var client = WebSocketConnection.FromStream(stream, WebSocketRole.Client, options: new() { OutgoingHighWaterBytes = MessageBytes });

        var sent = 0;
        Task sending;
        do
        {
            Assert.NotEqual(MostMessages, sent);
            sending = client.SendAsync(WebSocketOpcode.Binary, BitConverter.GetBytes(sent++).Concat(new byte[MessageBytes]).ToArray()).AsTask();
        }
        while (await IsDoneSoon(client, sending));

        for (var i = 0; i < sent; i++)
        {
            var message = await server.ReceiveAsync().Within();
            Assert.Equal(i, BitConverter.ToInt32(message.Payload.Span));
        }

        await sending.Within();
        server.Abort();
        client.Abort();
    }

    // A send that waits goes on as long as the socket takes something: what has stopped is one of which nothing more leaves.
    private static async Task<bool> IsDoneSoon(WebSocketConnection client, Task sending)
    {
        for (var turns = 0; turns < 1000 && !sending.IsCompleted; turns++)
        {
            var waiting = client.Output.Bytes;
            await Task.Yield();
            if (client.Output.Bytes != waiting)
            {
                turns = 0;
            }
        }

        return sending.IsCompleted;
    }
}
