using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WsRpc.Load;

/// <summary>SignalR 10 with its JSON protocol: <c>Clients.All</c>. All options as they come.</summary>
internal sealed class SignalRBroadcast : IBroadcastPeer
{
    private const byte RecordSeparator = 0x1e;

    public string Name => "signalr-json";

    public string[] Subprotocols => [];

    public byte[]? Greeting => "{\"protocol\":\"json\",\"version\":1}\u001e"u8.ToArray();

    public async Task<IBroadcastServer> StartServerAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSignalR();
        var app = builder.Build();
        app.MapHub<TickerHub>("/rpc");
        await app.StartAsync();
        return new Server(new SignalRServer(app), app.Services.GetRequiredService<IHubContext<TickerHub>>());
    }

    // A message may hold several, and a ping between them.
    public int Count(ReadOnlySpan<byte> message) => message.Count(RecordSeparator) - message.Count("{\"type\":6}"u8);

    private sealed class TickerHub : Hub;

    private sealed class Server(SignalRServer server, IHubContext<TickerHub> hub) : IBroadcastServer
    {
        public Uri Url => server.Url;

        public Task TellAllAsync(Tick tick) => hub.Clients.All.SendAsync("tick", tick);

        public ValueTask DisposeAsync() => server.DisposeAsync();
    }
}
