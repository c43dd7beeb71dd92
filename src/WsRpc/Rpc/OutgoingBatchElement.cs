using WsRpc.CompilerServices;

namespace WsRpc;

/// <summary>A call that waits for its batch to be sent.</summary>
/// <param name="Method">What is called.</param>
/// <param name="Id">The call's id, by which the table knows whether it still is wanted; null for a notification.</param>
/// <param name="Time">How long the call may take.</param>
/// <param name="MadeAt">When it was made, by the timestamps of the session's clock; 0 where its time has no bound.</param>
/// <param name="Ancestry">Where it comes from.</param>
/// <param name="Parameters">Where its arguments stand in the batch's octets.</param>
internal readonly record struct OutgoingBatchElement(RpcMethod Method, long? Id, CallTime Time, long MadeAt, CallAncestry Ancestry, Range Parameters);
