using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace WsRpc.Load;

/// <summary>The platform's WebSocket server as its documentation shows it: a buffer for each connection, a send for each receive.</summary>
/// <param name="compresses">Whether it is willing to, at its own level, which is 6.</param>
internal sealed class KestrelEchoServer(bool compresses) : IBareServer
{
    private const int BufferSize = 16 * 1024;

    public async Task<int> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.UseWebSockets();
        app.Run(ServeAsync);
        await app.StartAsync();
        return new Uri(app.Urls.Single()).Port;
    }

    private async Task ServeAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { DangerousEnableCompression = compresses });
        try
        {
            await EchoAsync(socket, new byte[BufferSize]);
        }
        catch (WebSocketException)
        {
            // The client is gone: the load cuts its connections.
        }
    }

    // No token: each receive and each send would register with one.
    private static async Task EchoAsync(WebSocket socket, Memory<byte> buffer)
    {
        while (await socket.ReceiveAsync(buffer, CancellationToken.None) is { MessageType: not WebSocketMessageType.Close } part)
        {
            await socket.SendAsync(buffer[..part.Count], part.MessageType, part.EndOfMessage, CancellationToken.None);
        }
    }
}
