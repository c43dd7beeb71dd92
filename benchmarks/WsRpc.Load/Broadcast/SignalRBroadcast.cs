using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace WsRpc.Load;

/// <summary>SignalR 10 with its JSON protocol: <c>Clients.All</c>.</summary>
internal sealed class SignalRBroadcast : IBroadcastPeer
{
    private const byte RecordSeparator = 0x1e;

    public string Name => "signalr-json";

    public string[] Subprotocols => [];

    public byte[]? Greeting => "{\"protocol\":\"json\",\"version\":1}\u001e"u8.ToArray();

    public async Task<IBroadcastServer> StartServerAsync() => new Server(await SignalRServer.StartAsync<TickerHub>());

    // A message may hold several, and a ping between them.
    public int Count(ReadOnlySpan<byte> message) => message.Count(RecordSeparator) - message.Count("{\"type\":6}"u8);

    private sealed class TickerHub : Hub;

    private sealed class Server(SignalRServer server) : IBroadcastServer
    {
        private readonly IHubContext<TickerHub> _hub = server.Services.GetRequiredService<IHubContext<TickerHub>>();

        public Uri Url => server.Url;

        public Task TellAllAsync(Tick tick) => _hub.Clients.All.SendAsync("tick", tick);

        public ValueTask DisposeAsync() => server.DisposeAsync();
    }
}
