using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WsRpc.Interop.Tests;

/// <summary>Kestrel with one WebSocket endpoint, whose other end is the platform's own WebSocket.</summary>
internal sealed class KestrelServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private KestrelServer(WebApplication app) => _app = app;

    public Uri Url
    {
        get
        {
            var address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
            return new UriBuilder(address) { Scheme = address.StartsWith("https:", StringComparison.Ordinal) ? "wss" : "ws", Path = "/ws" }.Uri;
        }
    }

    public static async Task<KestrelServer> StartAsync(Func<WebSocket, Task> serve, string? subprotocol = null, bool compression = false, TestCertificate? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, endpoint =>
        {
            endpoint.Protocols = HttpProtocols.Http1;
            if (certificate is not null)
            {
                endpoint.UseHttps(certificate.Certificate);
            }
        }));
        var app = builder.Build();
        app.UseWebSockets();
        app.Map("/ws", async (HttpContext context) =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { SubProtocol = subprotocol, DangerousEnableCompression = compression });
            await serve(socket);
        });
        await app.StartAsync();
        return new KestrelServer(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
