namespace WsRpc.Load;

/// <summary>This project's embedded server with a service, and with default options.</summary>
internal sealed class WsRpcCallServer : IBareServer
{
    public async Task<int> StartAsync()
    {
        var server = new WsRpcServer("ws://127.0.0.1:0/");
        server.AddService<ICalculator>(new Calculator());
        await server.StartAsync();
        return server.Url.Port;
    }
}
