using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WsRpc.Load;

/// <summary>Kestrel with one hub.</summary>
internal sealed class SignalRServer(WebApplication app) : IPeerServer
{
    public Uri Url { get; } = new UriBuilder(app.Urls.Single()) { Scheme = "ws", Path = "/rpc" }.Uri;

    public static async Task<SignalRServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSignalR();
        var app = builder.Build();
        app.MapHub<CalculatorHub>("/rpc");
        await app.StartAsync();
        return new(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
