using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace WsRpc.Load;

/// <summary>The floor of TLS: what the platform's stream over its own sockets returns as it comes, with nothing in between.</summary>
internal sealed class SslStreamEchoServer(X509Certificate2 certificate) : IBareServer
{
    private const int BufferSize = 16 * 1024; // what a record holds (RFC 8446 §5.1)

    public Task<int> StartAsync()
    {
        var listener = BareServers.Listen();
        _ = AcceptAsync(listener);
        return Task.FromResult(((IPEndPoint)listener.LocalEndPoint!).Port);
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (true)
        {
            _ = ServeAsync(await listener.AcceptAsync());
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        socket.NoDelay = true;
        await using var tls = new SslStream(new NetworkStream(socket, ownsSocket: true));
        try
        {
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate });
            await EchoAsync(tls, new byte[BufferSize]);
        }
        catch (IOException)
        {
            // The client is gone: the load cuts its connections.
        }
    }

    private static async Task EchoAsync(SslStream tls, Memory<byte> buffer)
    {
        while (await tls.ReadAsync(buffer) is > 0 and var count)
        {
            await tls.WriteAsync(buffer[..count]);
        }
    }
}
