namespace WsRpc.Protocol.JsonRpc;

/// <summary>What stands in JSON for octets that travel beside it.</summary>
/// <param name="Id">The sender's number of the blob, from 1 to 2^53-1, never used again on the connection.</param>
/// <param name="Length">How many octets it has; null where the sender does not know, which only one in parts may leave open.</param>
/// <param name="InParts">Whether it comes in parts, each of which is granted, or as a whole.</param>
public readonly record struct JsonRpcBlobReference(long Id, long? Length, bool InParts);
