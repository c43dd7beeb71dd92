namespace WsRpc.Load;

/// <summary>
/// The floor for latency: messages of a fixed size over plain asynchronous sockets, one in flight. No stack that waits for
/// its answers on such sockets can be faster.
/// </summary>
internal sealed class SocketPingPongPeer : IPeer
{
    public string Name => "socket-pingpong";

    public int LargestInFlight => 1;

    public async Task<IPeerServer> StartServerAsync() => new SocketPingPongServer();

    public async Task<IPeerClient> ConnectAsync(Uri url) => await SocketPingPongClient.ConnectAsync(url);
}
