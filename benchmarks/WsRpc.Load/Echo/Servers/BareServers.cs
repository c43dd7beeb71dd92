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
    public const string WsRpcTlsEcho = "wsrpc-tls-echo";
    public const string WsRpcPortableTlsEcho = "wsrpc-portable-tls-echo";
    public const string WsRpcCalls = "wsrpc-calls";
    public const string WsRpcPortableCalls = "wsrpc-portable-calls";
    public const string WsRpcTlsCalls = "wsrpc-tls-calls";
    public const string KestrelEcho = "kestrel-echo";
    public const string KestrelDeflateEcho = "kestrel-deflate-echo";
    public const string KestrelTlsEcho = "kestrel-tls-echo";
    public const string NodeWsEcho = "node-ws-echo";
    public const string EpollTcpEcho = "epoll-tcp-echo";
    public const string SslStreamEcho = "ssl-stream-echo";

    // Whatever its length, a message is compressed, as others do it.
    private static readonly PerMessageDeflateOptions Everything = new() { MinMessageBytes = 0 };

    /// <exception cref="FormatException">There is none of that name.</exception>
    public static IBareServer Create(string name) => name switch
    {
        WsRpcEcho => new WsRpcEchoServer(SocketIo.Default),
        WsRpcPortableEcho => new WsRpcEchoServer(SocketIo.Portable),
        WsRpcDeflateEcho => new WsRpcEchoServer(SocketIo.Default, Everything),
        WsRpcDeflateLevel6Echo => new WsRpcEchoServer(SocketIo.Default, Everything with { Level = 6 }),
        WsRpcTlsEcho => new WsRpcEchoServer(SocketIo.Default, certificate: LoadCertificate.Create()),
        WsRpcPortableTlsEcho => new WsRpcEchoServer(SocketIo.Portable, certificate: LoadCertificate.Create()),
        WsRpcCalls => new WsRpcCallServer(SocketIo.Default),
        WsRpcPortableCalls => new WsRpcCallServer(SocketIo.Portable),
        WsRpcTlsCalls => new WsRpcCallServer(SocketIo.Default, LoadCertificate.Create()),
        KestrelEcho => new KestrelEchoServer(),
        KestrelDeflateEcho => new KestrelEchoServer(compresses: true),
        KestrelTlsEcho => new KestrelEchoServer(certificate: LoadCertificate.Create()),
        EpollTcpEcho => new EpollTcpEchoServer(),
        SslStreamEcho => new SslStreamEchoServer(LoadCertificate.Create()),
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
