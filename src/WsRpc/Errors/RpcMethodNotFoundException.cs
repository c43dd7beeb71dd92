using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

/// <summary>The peer serves no such method, or does not implement it (code -32601).</summary>
/// <param name="message">What happened, for people.</param>
public sealed class RpcMethodNotFoundException(string message) : RpcErrorException(JsonRpcErrorCode.MethodNotFound, message);
