using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Interop.Tests;

/// <summary>Our server, without the RPC.</summary>
/// <param name="certificate">Makes it one at <c>wss://</c>.</param>
internal sealed class Reception(TestCertificate? certificate = null) : IDisposable
{
    private readonly TcpListener _listener = Listen();
    private readonly ServerTls? _tls = certificate is null ? null : new(certificate.ForServer, null, TimeProvider.System, NullLogger.Instance);

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Url => new($"{(_tls is null ? "ws" : "wss")}://127.0.0.1:{Port}/");

    /// <summary>The next client, and the path it asks for.</summary>
    public async Task<(WebSocketConnection Connection, string Path)> AcceptAsync(PerMessageDeflateOptions? compression)
    {
        UpgradeRequest? request = null;
        var connection = await WebSocketConnection.AcceptAsync(await AcceptStreamAsync(), new()
        {
            Subprotocols = ["second"],
            AllowedOrigins = ["*"],
            Check = (asked, _) =>
            {
                request = asked;
                return default;
            },
            Connection = new() { Compression = compression },
        });
        Assert.Equal(["first", "second"], request!.Subprotocols);
        return (connection, request.Head.Path);
    }

    public void Dispose() => _listener.Dispose();

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private async Task<Stream> AcceptStreamAsync()
    {
        var stream = SocketIo.Default.StreamOver(await _listener.AcceptSocketAsync());
        if (_tls is null)
        {
            return stream;
        }

        var secure = await _tls.TryAcceptAsync(stream, null, CancellationToken.None);
        Assert.True(secure is not null, "There is no TLS with this client.");
        return secure;
    }
}
