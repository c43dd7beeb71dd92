namespace WsRpc.Load;

/// <summary>All peers there are.</summary>
internal static class Peers
{
    private static readonly IPeer[] All =
    [
        new WsRpcPeer(WsRpcPeer.PeerName, SocketIo.Default),
        new WsRpcPeer(WsRpcPeer.PortablePeerName, SocketIo.Portable),
        new HandPlainPeer(),
        new HandCoalescedPeer(),
        new SignalRPeer(),
        new SocketPingPongPeer(),
    ];

    /// <summary>Those of a list such as <c>wsrpc,hand-plain</c>, or all.</summary>
    public static IReadOnlyList<IPeer> ParseList(string text) => text == "all" ? All : [.. text.Split(',').Distinct().Select(Find)];

    /// <exception cref="FormatException">There is none of that name.</exception>
    public static IPeer Find(string name) =>
        All.FirstOrDefault(peer => peer.Name == name)
        ?? throw new FormatException($"\"{name}\" is none of the peers {string.Join(", ", All.Select(peer => peer.Name))}.");
}
