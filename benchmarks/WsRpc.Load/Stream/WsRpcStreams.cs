namespace WsRpc.Load;

/// <summary>This project: items are pushed as far as their reader has granted (<c>wsrpc.1</c>).</summary>
internal sealed class WsRpcStreams : IStreamPeer
{
    public string Name => "wsrpc";

    public Task<IPeerServer> StartServerAsync() => WsRpcPeerServer.StartAsync<IFeeds>(new Feeds());

    public async Task<IStreamClient> ConnectAsync(Uri url) => new WsRpcStreamClient(await WsRpcClient.ConnectAsync(url));
}
