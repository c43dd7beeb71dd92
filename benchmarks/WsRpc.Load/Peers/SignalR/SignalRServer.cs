using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WsRpc.Load;

/// <summary>Kestrel with one hub. All options as they come.</summary>
internal sealed class SignalRServer(WebApplication app) : IPeerServer
{
    public Uri Url { get; } = new UriBuilder(app.Urls.Single()) { Scheme = "ws", Path = "/rpc" }.Uri;

    public IServiceProvider Services => app.Services;

    public static async Task<SignalRServer> StartAsync<THub>()
        where THub : Hub
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSignalR();
        var app = builder.Build();
        app.MapHub<THub>("/rpc");
        await app.StartAsync();
        return new(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
