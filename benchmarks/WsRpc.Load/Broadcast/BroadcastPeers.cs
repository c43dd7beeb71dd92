namespace WsRpc.Load;

/// <summary>All who tell all.</summary>
internal static class BroadcastPeers
{
    public static IReadOnlyList<IBroadcastPeer> All { get; } = [new WsRpcBroadcast(), new SignalRBroadcast()];
}
