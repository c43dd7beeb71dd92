namespace WsRpc.Load;

/// <summary>This project's embedded server with a service, and with default options but for the sockets.</summary>
internal sealed class WsRpcCallServer(SocketIo sockets) : IBareServer
{
    public async Task<int> StartAsync()
    {
        var server = new WsRpcServer("ws://127.0.0.1:0/", options => options.Sockets = sockets);
        server.AddService<ICalculator>(new Calculator());
        await server.StartAsync();
        return server.Url.Port;
    }
}
