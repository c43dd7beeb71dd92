using System.Net.Sockets;

namespace WsRpc;

/// <summary>What both ends set on their sockets.</summary>
internal static class SocketSettings
{
    /// <summary>Small messages go out at once, and a peer whose machine is gone is noticed within some two minutes.</summary>
    public static Socket Configured(this Socket socket)
    {
        socket.NoDelay = true;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 60);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 15);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 4);
        return socket;
    }
}
