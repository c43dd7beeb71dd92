namespace WsRpc;

/// <summary>The limits in force on a connection, so that nobody has to guess them.</summary>
/// <param name="MaxMessageBytes">The largest message this end accepts, in octets.</param>
/// <param name="MaxCallsInFlight">How many calls may be unanswered at a time, in each direction.</param>
/// <param name="MaxOutgoingBytes">How many octets may wait to be sent before calls are refused.</param>
/// <param name="MaxJsonDepth">How deep the JSON of a message may be nested.</param>
public sealed record RpcLimits(int MaxMessageBytes, int MaxCallsInFlight, int MaxOutgoingBytes, int MaxJsonDepth);
