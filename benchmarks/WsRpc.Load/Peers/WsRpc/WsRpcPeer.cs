namespace WsRpc.Load;

/// <summary>This project: embedded server and client, both with default options but for the sockets.</summary>
internal sealed class WsRpcPeer(string name, SocketIo sockets) : IPeer
{
    public const string PeerName = "wsrpc";

    public const string PortablePeerName = "wsrpc-portable";

    public string Name => name;

    public async Task<IPeerServer> StartServerAsync()
    {
        var server = new WsRpcServer("ws://127.0.0.1:0/rpc", options => options.Sockets = sockets);
        server.AddService<ICalculator>(new Calculator());
        await server.StartAsync();
        return new Server(server);
    }

    public async Task<IPeerClient> ConnectAsync(Uri url) => new Client(await WsRpcClient.ConnectAsync(url, options => options.Sockets = sockets));

    private sealed class Server(WsRpcServer server) : IPeerServer
    {
        public Uri Url => server.Url;

        public ValueTask DisposeAsync() => server.DisposeAsync();
    }

    private sealed class Client(WsRpcClient client) : IPeerClient
    {
        public ICalculator Calculator { get; } = client.GetProxy<ICalculator>();

        public ValueTask DisposeAsync() => client.DisposeAsync();
    }
}
