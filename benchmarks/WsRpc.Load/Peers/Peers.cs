namespace WsRpc.Load;

/// <summary>All peers that make calls.</summary>
internal static class Peers
{
    public static IReadOnlyList<IPeer> All { get; } =
    [
        new WsRpcPeer(WsRpcPeer.PeerName, SocketIo.Default),
        new WsRpcPeer(WsRpcPeer.PortablePeerName, SocketIo.Portable),
        new HandPlainPeer(),
        new HandCoalescedPeer(),
        new SignalRPeer(),
        new SocketPingPongPeer(),
    ];
}
