namespace WsRpc.Tests.Sockets;

/// <summary>Which sockets a test is about, by a name that a test's display can show.</summary>
public enum SocketKind
{
    Portable,
    Epoll,
}
