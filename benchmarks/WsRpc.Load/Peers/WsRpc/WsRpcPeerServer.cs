namespace WsRpc.Load;

/// <summary>This project's embedded server.</summary>
internal sealed class WsRpcPeerServer(WsRpcServer server) : IPeerServer
{
    public Uri Url => server.Url;

    /// <summary>Starts one with a service on a free port of 127.0.0.1, with default options unless told otherwise.</summary>
    public static async Task<IPeerServer> StartAsync<TService>(TService service, Action<WsRpcServerOptions>? configure = null)
        where TService : class
    {
        var server = new WsRpcServer("ws://127.0.0.1:0/rpc", configure);
        server.AddService(service);
        await server.StartAsync();
        return new WsRpcPeerServer(server);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
