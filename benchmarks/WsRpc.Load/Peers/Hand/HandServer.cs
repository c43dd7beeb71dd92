using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace WsRpc.Load;

/// <summary>Kestrel with one path that takes WebSockets.</summary>
internal sealed class HandServer(WebApplication app) : IPeerServer
{
    public Uri Url { get; } = new UriBuilder(app.Urls.Single()) { Scheme = "ws", Path = "/rpc" }.Uri;

    public static async Task<HandServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.UseWebSockets();
        app.Map("/rpc", ServeAsync);
        await app.StartAsync();
        return new(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static async Task ServeAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await new HandSession(socket, new Calculator()).RunAsync(context.RequestAborted);
    }
}
