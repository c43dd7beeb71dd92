namespace WsRpc;

/// <summary>What the opening handshake said.</summary>
/// <param name="Path">The path of the request, for example <c>/rpc</c>.</param>
/// <param name="Query">The query of the request without its question mark; empty when there was none.</param>
/// <param name="Headers">On a server the header fields of the request, on a client those of the response; names are case-insensitive, repeated fields are joined by a comma.</param>
/// <param name="Subprotocol">The agreed WebSocket subprotocol: <c>wsrpc.1</c>, <c>jsonrpc</c>, or <see langword="null"/>.</param>
public sealed record RpcHandshake(string Path, string Query, IReadOnlyDictionary<string, string> Headers, string? Subprotocol)
{
    internal static RpcHandshake None { get; } = new("/", "", new Dictionary<string, string>(), null);
}
