using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WsRpc.Load;

/// <summary>SignalR 10: a stream of arrays from the client, as its documentation has uploads. All options as they come.</summary>
internal sealed class SignalRUpload : IUploadPeer
{
    public string Name => "signalr-json";

    public async Task<IPeerServer> StartServerAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSignalR();
        var app = builder.Build();
        app.MapHub<UploadHub>("/rpc");
        await app.StartAsync();
        return new SignalRServer(app);
    }

    public async Task<long> UploadAsync(Uri url, UploadSource source)
    {
        var builder = new HubConnectionBuilder();
        builder.Services.AddSingleton<EndPoint>(new UriEndPoint(url));
        builder.Services.AddSingleton<IConnectionFactory, PipedWebSocketFactory>();
        await using var connection = builder.Build();
        await connection.StartAsync();
        return await connection.InvokeAsync<long>("Upload", PartsOf(source));
    }

    private static async IAsyncEnumerable<byte[]> PartsOf(UploadSource source)
    {
        var buffer = new byte[UploadSource.PartSize];
        while (await source.ReadAsync(buffer) is > 0 and var read)
        {
            yield return buffer[..read];
        }
    }

    private sealed class UploadHub : Hub
    {
        public async Task<long> Upload(IAsyncEnumerable<byte[]> parts)
        {
            var count = 0L;
            await foreach (var part in parts)
            {
                count += part.Length;
            }

            return count;
        }
    }
}
