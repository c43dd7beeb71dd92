using System.Net;
using System.Net.Sockets;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Load;

/// <summary>This project without its calls: a <see cref="WebSocketConnection"/> for each client, with default options.</summary>
internal sealed class WsRpcEchoServer(SocketIo sockets) : IBareServer
{
    public Task<int> StartAsync()
    {
        var listener = BareServers.Listen();
        _ = AcceptAsync(listener);
        return Task.FromResult(((IPEndPoint)listener.LocalEndPoint!).Port);
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (true)
        {
            _ = ServeAsync(await listener.AcceptAsync());
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            socket.NoDelay = true;
            await using var stream = sockets.StreamOver(socket);
            var (opening, _) = await ServerOpening.ReadAsync(stream, HandshakeLimits.Default, CancellationToken.None);
            if (opening is not null)
            {
                await using var connection = await opening.AcceptAsync(null, WebSocketConnectionOptions.Default, CancellationToken.None);
                await EchoAsync(connection);
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException)
        {
            // The client is gone: the load cuts its connections.
        }
    }

    private static async Task EchoAsync(WebSocketConnection connection)
    {
        while (await connection.ReceiveAsync() is { IsClose: false } message)
        {
            await connection.SendAsync(message.Type, message.Payload);
        }
    }
}
