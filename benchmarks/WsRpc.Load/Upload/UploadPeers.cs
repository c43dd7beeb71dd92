namespace WsRpc.Load;

/// <summary>All ways to upload.</summary>
internal static class UploadPeers
{
    public static IReadOnlyList<IUploadPeer> All { get; } = [new WsRpcUpload(inCalls: false), new WsRpcUpload(inCalls: true), new RawUpload(), new SignalRUpload()];

    /// <exception cref="FormatException">There is none of that name.</exception>
    public static IReadOnlyList<IUploadPeer> Find(string name) => name == "all" ? All
        : [All.FirstOrDefault(peer => peer.Name == name) ?? throw new FormatException($"{name} is no peer of upload.")];
}
