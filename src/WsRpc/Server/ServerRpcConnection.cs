using System.Net;

namespace WsRpc;

/// <summary>A server's end of a connection. It stands in the server's table before its first call until after its last.</summary>
internal sealed class ServerRpcConnection(RpcSettings settings, RpcHandshake handshake, EndPoint? remoteEndPoint, ConnectionTable? table = null)
    : RpcConnection(settings, handshake, remoteEndPoint)
{
    private protected override void OnOpened() => table?.Add(this);

    private protected override void OnEnded() => table?.Remove(this);
}
