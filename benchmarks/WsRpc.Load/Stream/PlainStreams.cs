using WsRpc.Protocol.WebSocket;

namespace WsRpc.Load;

/// <summary>This project between plain peers, where the reader asks for items (<c>$/enumerator/next</c>).</summary>
internal sealed class PlainStreams : IStreamPeer
{
    public string Name => "wsrpc-plain";

    public Task<IPeerServer> StartServerAsync() => WsRpcPeerServer.StartAsync<IFeeds>(new Feeds());

    public async Task<IStreamClient> ConnectAsync(Uri url)
    {
        var socket = await WebSocketConnection.ConnectAsync(url, new() { Subprotocols = ["jsonrpc"] });
        return new WsRpcStreamClient(await WsRpcClient.AttachAsync(socket, new()));
    }
}
