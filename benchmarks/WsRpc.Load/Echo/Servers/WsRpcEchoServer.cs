using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Load;

/// <summary>This project without its calls: a <see cref="WebSocketConnection"/> for each client, with default options but for compression and TLS.</summary>
internal sealed class WsRpcEchoServer(SocketIo sockets, PerMessageDeflateOptions? compression = null, X509Certificate2? certificate = null) : IBareServer
{
    private readonly WebSocketConnectionOptions _options = new() { Compression = compression };
    private readonly ServerTls? _tls = certificate is null ? null : new(ServerCertificate.From(certificate), options: null, TimeProvider.System, NullLogger.Instance);

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
        try
        {
            if (await OpenAsync(socket) is { } connection)
            {
                await EchoAsync(connection);
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException)
        {
            // The client is gone: the load cuts its connections.
        }
    }

    // Apart, so that nothing of the opening lives as long as the connection.
    private async Task<WebSocketConnection?> OpenAsync(Socket socket)
    {
        socket.NoDelay = true;
        var stream = sockets.StreamOver(socket);
        var secure = _tls is null ? null : await _tls.TryAcceptAsync(stream, peer: null, CancellationToken.None) ?? throw new IOException("There is no TLS with this client.");
        var (opening, _) = await ServerOpening.ReadAsync((Stream?)secure ?? stream, HandshakeLimits.Default, CancellationToken.None);
        return opening is null ? null : await opening.AcceptAsync(null, _options, CancellationToken.None);
    }

    private static async Task EchoAsync(WebSocketConnection connection)
    {
        while (await connection.ReceiveAsync() is { IsClose: false } message)
        {
            await connection.SendAsync(message.Type, message.Payload);
        }
    }
}
