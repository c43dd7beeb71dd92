using System.Net;
using System.Net.Sockets;

namespace WsRpc.Tests.Sockets;

/// <summary>A connected pair over loopback: a stream under test, and the platform's bare socket as its peer.</summary>
internal sealed class SocketPair : IDisposable
{
    private SocketPair(NetworkStream stream, Socket peer)
    {
        Stream = stream;
        Peer = peer;
    }

    public NetworkStream Stream { get; }

    public Socket Peer { get; }

    public static Task<SocketPair> ConnectAsync(SocketKind kind) => ConnectAsync(kind.Io().StreamOver);

    /// <summary>On a loop of the test's own.</summary>
    public static Task<SocketPair> ConnectAsync(EpollLoop loop) => ConnectAsync(socket => new EpollStream(socket, loop));

    public static async Task<(Socket Accepted, Socket Peer)> ConnectSocketsAsync()
    {
        using var listener = Listen();
        var peer = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await peer.ConnectAsync(listener.LocalEndPoint!).Within();
        return (await listener.AcceptAsync().Within(), peer);
    }

    public static async Task<Socket> ConnectToAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port).Within();
        return socket;
    }

    public static Socket Listen(int backlog = 128, IPAddress? address = null, int port = 0)
    {
        address ??= IPAddress.Loopback;
        var listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(address, port));
        listener.Listen(backlog);
        return listener;
    }

    public async Task PeerSends(params byte[] octets) => Assert.Equal(octets.Length, await Peer.SendAsync(octets).Within());

    /// <summary>The peer goes away as a process that is killed.</summary>
    public void PeerResets()
    {
        Peer.LingerState = new LingerOption(enable: true, seconds: 0);
        Peer.Dispose();
    }

    /// <summary>Writes until the socket takes no more; the last write, which waits.</summary>
    public Task WriteUntilItWaits(CancellationToken cancellationToken = default)
    {
        var octets = new byte[1 << 20];
        ValueTask writing;
        do
        {
            writing = Stream.WriteAsync(octets, cancellationToken);
        }
        while (writing.IsCompletedSuccessfully);
        return writing.AsTask();
    }

    public void Dispose()
    {
        Stream.Dispose();
        Peer.Dispose();
    }

    private static async Task<SocketPair> ConnectAsync(Func<Socket, NetworkStream> streamOver)
    {
        var (accepted, peer) = await ConnectSocketsAsync();
        return new SocketPair(streamOver(accepted.Configured()), peer);
    }
}
