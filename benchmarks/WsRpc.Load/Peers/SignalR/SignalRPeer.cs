namespace WsRpc.Load;

/// <summary>SignalR 10 with its JSON protocol, over WebSockets without negotiation, all options as they come.</summary>
internal sealed class SignalRPeer : IPeer
{
    public string Name => "signalr-json";

    public async Task<IPeerServer> StartServerAsync() => await SignalRServer.StartAsync<CalculatorHub>();

    public async Task<IPeerClient> ConnectAsync(Uri url) => new SignalRClient(await SignalRDialing.ConnectAsync(url));
}
