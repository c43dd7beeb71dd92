namespace WsRpc.Load;

/// <summary>All who tell all.</summary>
internal static class BroadcastPeers
{
    public static IReadOnlyList<IBroadcastPeer> All { get; } = [new WsRpcBroadcast(), new SignalRBroadcast()];

    /// <exception cref="FormatException">There is none of that name.</exception>
    public static IReadOnlyList<IBroadcastPeer> Find(string name) => name == "all" ? All
        : [All.FirstOrDefault(peer => peer.Name == name) ?? throw new FormatException($"{name} is no peer of broadcast.")];
}
