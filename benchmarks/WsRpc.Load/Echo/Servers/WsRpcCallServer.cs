using System.Security.Cryptography.X509Certificates;

namespace WsRpc.Load;

/// <summary>This project's embedded server with a service, and with default options but for the sockets and TLS.</summary>
internal sealed class WsRpcCallServer(SocketIo sockets, X509Certificate2? certificate = null) : IBareServer
{
    public async Task<int> StartAsync()
    {
        var server = new WsRpcServer(certificate is null ? "ws://127.0.0.1:0/" : "wss://127.0.0.1:0/", options =>
        {
            options.Sockets = sockets;
            options.Certificate = certificate is null ? null : ServerCertificate.From(certificate);
        });
        server.AddService<ICalculator>(new Calculator());
        await server.StartAsync();
        return server.Url.Port;
    }
}
