using System.Net.Sockets;
using WsRpc.Protocol.WebSocket;
using WsRpc.Tests.Sockets;

namespace WsRpc.Tests.Loops;

/// <summary>A server's connection on a loop of its own, received from by hand, with a bare socket as its client.</summary>
internal sealed class PullPair : IAsyncDisposable
{
    private readonly SocketPair _sockets;

    private PullPair(EpollLoop loop, SocketPair sockets)
    {
        Loop = loop;
        _sockets = sockets;
        Stream = new CountingStream(sockets.Stream);
        Connection = WebSocketConnection.FromStream(Stream, WebSocketRole.Server);
    }

    public EpollLoop Loop { get; }

    public CountingStream Stream { get; }

    public WebSocketConnection Connection { get; }

    public Socket Peer => _sockets.Peer;

    public static async Task<PullPair> ConnectAsync()
    {
        var loop = new EpollLoop();
        loop.Start();
        return new PullPair(loop, await SocketPair.ConnectAsync(loop));
    }

    public Task Sends(byte[] octets) => _sockets.PeerSends(octets);

    public ValueTask DisposeAsync()
    {
        Connection.Abort();
        _sockets.Dispose();
        return default;
    }
}
