using System.Text.Json;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

/// <summary>The arguments do not fit the method's parameters (code -32602); the message names the method and the parameter.</summary>
/// <param name="message">What does not fit, for people.</param>
/// <param name="errorData">Anything more, for programs.</param>
public sealed class RpcInvalidParamsException(string message, JsonElement? errorData = null)
    : RpcErrorException(JsonRpcErrorCode.InvalidParams, message, errorData);
