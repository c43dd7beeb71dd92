namespace WsRpc.Load;

/// <summary>This project: <c>Clients&lt;T&gt;().All</c>.</summary>
internal sealed class WsRpcBroadcast : IBroadcastPeer
{
    public string Name => "wsrpc";

    public string[] Subprotocols => ["jsonrpc"];

    public byte[]? Greeting => null;

    public async Task<IBroadcastServer> StartServerAsync()
    {
        var server = new WsRpcServer("ws://127.0.0.1:0/rpc");
        await server.StartAsync();
        return new Server(server);
    }

    public int Count(ReadOnlySpan<byte> message) => 1;

    private sealed class Server(WsRpcServer server) : IBroadcastServer
    {
        public Uri Url => server.Url;

        public Task TellAllAsync(Tick tick) => server.Clients<ITickerClient>().All.TickAsync(tick).AsTask();

        public ValueTask DisposeAsync() => server.DisposeAsync();
    }
}
