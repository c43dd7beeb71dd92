using System.Net;
using System.Net.Sockets;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Interop.Tests;

/// <summary>Our server, without the RPC.</summary>
internal sealed class Reception : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public Reception() => _listener.Start();

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Url => new($"ws://127.0.0.1:{Port}/");

    /// <summary>The next client, and the path it asks for.</summary>
    public async Task<(WebSocketConnection Connection, string Path)> AcceptAsync(PerMessageDeflateOptions? compression)
    {
        var stream = SocketIo.Default.StreamOver(await _listener.AcceptSocketAsync());
        var (opening, rejection) = await ServerOpening.ReadAsync(stream, HandshakeLimits.Default, CancellationToken.None);
        Assert.True(opening is not null, $"The opening request is not accepted: {rejection?.StatusCode} {rejection?.Reason}.");
        Assert.Equal(["first", "second"], opening.Request.Subprotocols);
        var connection = await opening.AcceptAsync("second", new() { Compression = compression }, CancellationToken.None);
        return (connection, opening.Request.Head.Path);
    }

    public void Dispose() => _listener.Dispose();
}
