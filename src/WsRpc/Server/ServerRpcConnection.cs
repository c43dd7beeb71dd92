using System.Net;

namespace WsRpc;

/// <summary>A server's end of a connection.</summary>
internal sealed class ServerRpcConnection(RpcSettings settings, RpcHandshake handshake, EndPoint? remoteEndPoint)
    : RpcConnection(settings, handshake, remoteEndPoint);
