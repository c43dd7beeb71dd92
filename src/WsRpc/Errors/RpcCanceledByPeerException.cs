using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

/// <summary>The peer says that the call was cancelled (code -32800), and its caller did not cancel it.</summary>
/// <param name="message">What the peer said.</param>
public sealed class RpcCanceledByPeerException(string message) : RpcErrorException(JsonRpcErrorCode.RequestCancelled, message);
