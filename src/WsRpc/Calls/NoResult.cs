namespace WsRpc;

/// <summary>The result of a call that has none: whatever the answer holds is passed over.</summary>
internal readonly struct NoResult;
