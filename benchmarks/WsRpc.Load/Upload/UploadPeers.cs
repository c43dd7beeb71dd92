namespace WsRpc.Load;

/// <summary>All ways to upload.</summary>
internal static class UploadPeers
{
    public static IReadOnlyList<IUploadPeer> All { get; } = [new WsRpcUpload(inCalls: false), new WsRpcUpload(inCalls: true), new RawUpload(), new SignalRUpload()];
}
