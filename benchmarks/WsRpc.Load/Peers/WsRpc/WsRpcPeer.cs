namespace WsRpc.Load;

/// <summary>This project: embedded server and client, both with default options but for the sockets.</summary>
internal sealed class WsRpcPeer(string name, SocketIo sockets) : IPeer
{
    public const string PeerName = "wsrpc";

    public const string PortablePeerName = "wsrpc-portable";

    public string Name => name;

    public Task<IPeerServer> StartServerAsync() => WsRpcPeerServer.StartAsync<ICalculator>(new Calculator(), options => options.Sockets = sockets);

    public async Task<IPeerClient> ConnectAsync(Uri url) => new Client(await WsRpcClient.ConnectAsync(url, options => options.Sockets = sockets));

    private sealed class Client(WsRpcClient client) : IPeerClient
    {
        public ICalculator Calculator { get; } = client.GetProxy<ICalculator>();

        public ValueTask DisposeAsync() => client.DisposeAsync();
    }
}
