namespace WsRpc;

/// <summary>The call of a peer from which a call of ours comes.</summary>
/// <param name="Session">The session of both.</param>
/// <param name="Id">The peer's id for it; 0 where that cannot travel as a parent.</param>
/// <param name="Turn">Its place among the peer's calls, if it has one.</param>
internal readonly record struct CallOrigin(RpcSession Session, long Id, CallTurn? Turn);
