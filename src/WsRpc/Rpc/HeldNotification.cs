using WsRpc.CompilerServices;

namespace WsRpc;

/// <summary>A notification that waits for a slow peer outside of the outgoing queue.</summary>
/// <param name="Method">The method.</param>
/// <param name="Key">What a later one takes its place by; null when none may.</param>
/// <param name="Parameters">The arguments as JSON.</param>
internal sealed record HeldNotification(RpcMethod Method, string? Key, byte[] Parameters);
