namespace WsRpc.Load;

/// <summary>This project: one call with a stream, or with parts in calls one after the other.</summary>
internal sealed class WsRpcUpload(bool inCalls) : IUploadPeer
{
    // As much as a part of a stream has.
    private const int CallSize = 64 * 1024;

    public string Name => inCalls ? "wsrpc-calls" : "wsrpc-stream";

    public Task<IPeerServer> StartServerAsync() => WsRpcPeerServer.StartAsync<IUploads>(new Uploads());

    public async Task<long> UploadAsync(Uri url, UploadSource source)
    {
        await using var client = await WsRpcClient.ConnectAsync(url);
        var uploads = client.GetProxy<IUploads>();
        if (!inCalls)
        {
            return await uploads.UploadAsync(source);
        }

        var buffer = new byte[CallSize];
        var count = 0L;
        while (await source.ReadAsync(buffer) is > 0 and var read)
        {
            await uploads.TakeAsync(buffer.AsMemory(0, read));
            count += read;
        }

        return count;
    }
}
