namespace WsRpc.Tests.Sockets;

internal static class SocketKinds
{
    public static SocketIo Io(this SocketKind kind) => kind == SocketKind.Portable ? SocketIo.Portable : EpollIo.Shared!;
}
