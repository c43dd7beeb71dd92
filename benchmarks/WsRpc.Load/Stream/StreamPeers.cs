namespace WsRpc.Load;

/// <summary>All whose streams are measured.</summary>
internal static class StreamPeers
{
    public static IReadOnlyList<IStreamPeer> All { get; } = [new WsRpcStreams(), new PlainStreams(), new SignalRStreams()];
}
