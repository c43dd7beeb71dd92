using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace WsRpc.Load;

/// <summary>The platform's WebSocket server as its documentation shows it: a buffer for each connection, a send for each receive.</summary>
/// <param name="compresses">Whether it is willing to, at its own level, which is 6.</param>
/// <param name="certificate">Makes it speak TLS.</param>
internal sealed class KestrelEchoServer(bool compresses = false, X509Certificate2? certificate = null) : IBareServer
{
    private const int BufferSize = 16 * 1024;

    public async Task<int> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, Configure));
        var app = builder.Build();
        app.UseWebSockets();
        app.Run(ServeAsync);
        await app.StartAsync();
        return new Uri(app.Urls.Single()).Port;
    }

    private void Configure(ListenOptions options)
    {
        options.Protocols = HttpProtocols.Http1;
        if (certificate is not null)
        {
            options.UseHttps(certificate);
        }
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
