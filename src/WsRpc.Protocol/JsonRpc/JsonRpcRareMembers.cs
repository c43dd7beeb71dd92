namespace WsRpc.Protocol.JsonRpc;

/// <summary>What hardly any call has: a method written with escapes, and the trace it belongs to. Ranges are those of the texts without their quotes.</summary>
internal sealed record JsonRpcRareMembers(byte[]? UnescapedMethod, Utf8Range TraceParent, Utf8Range TraceState);
