namespace WsRpc.Protocol.JsonRpc;

/// <summary>What an envelope says of a message that is none.</summary>
/// <param name="Problem">What is wrong.</param>
/// <param name="ResponseId">The id of the call that the message was to answer; absent when it was no answer.</param>
internal sealed record JsonRpcFault(string Problem, JsonRpcId ResponseId);
