using System.Net;
using System.Net.Sockets;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Load;

/// <summary>All servers that a child process may run. What is agreed on compression is up to the client.</summary>
internal static class BareServers
{
    public const string WsRpcEcho = "wsrpc-echo";
    public const string WsRpcPortableEcho = "wsrpc-portable-echo";
    public const string WsRpcDeflateEcho = "wsrpc-deflate-echo";
    public const string WsRpcDeflateLevel6Echo = "wsrpc-deflate-level6-echo";
    public const string WsRpcCalls = "wsrpc-calls";
    public const string WsRpcPortableCalls = "wsrpc-portable-calls";
    public const string KestrelEcho = "kestrel-echo";
    public const string KestrelDeflateEcho = "kestrel-deflate-echo";
    public const string NodeWsEcho = "node-ws-echo";
    public const string EpollTcpEcho = "epoll-tcp-echo";

    // Whatever its length, a message is compressed, as others do it.
    private static readonly PerMessageDeflateOptions Everything = new() { MinMessageBytes = 0 };

    /// <exception cref="FormatException">There is none of that name.</exception>
    public static IBareServer Create(string name) => name switch
    {
        WsRpcEcho => new WsRpcEchoServer(SocketIo.Default),
        WsRpcPortableEcho => new WsRpcEchoServer(SocketIo.Portable),
        WsRpcDeflateEcho => new WsRpcEchoServer(SocketIo.Default, Everything),
        WsRpcDeflateLevel6Echo => new WsRpcEchoServer(SocketIo.Default, Everything with { Level = 6 }),
        WsRpcCalls => new WsRpcCallServer(SocketIo.Default),
        WsRpcPortableCalls => new WsRpcCallServer(SocketIo.Portable),
        KestrelEcho => new KestrelEchoServer(compresses: false),
        KestrelDeflateEcho => new KestrelEchoServer(compresses: true),
        EpollTcpEcho => new EpollTcpEchoServer(),
        _ => throw new FormatException($"\"{name}\" is no server."),
    };

    /// <summary>A listening socket on a free port of 127.0.0.1.</summary>
    public static Socket Listen()
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(backlog: 1024);
        return listener;
    }
}
