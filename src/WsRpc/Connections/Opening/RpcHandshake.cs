using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>What the opening handshake said.</summary>
public sealed record RpcHandshake
{
    private RpcHandshake(string path, string query, IEnumerable<HttpHeader> headers, string? subprotocol)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in headers)
        {
            fields[header.Name] = fields.TryGetValue(header.Name, out var before) ? $"{before}, {header.Value}" : header.Value;
        }

        Path = path;
        Query = query;
        Headers = fields;
        Subprotocol = subprotocol;
    }

    /// <summary>The path of the request, for example <c>/rpc</c>.</summary>
    public string Path { get; }

    /// <summary>The query of the request without its question mark; empty when there was none.</summary>
    public string Query { get; }

    /// <summary>
    /// On a server the header fields of the request, on a client those of the response. Names are case-insensitive,
    /// repeated fields are joined by a comma.
    /// </summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The agreed WebSocket subprotocol: <c>wsrpc.1</c>, <c>jsonrpc</c>, or <see langword="null"/>.</summary>
    public string? Subprotocol { get; }

    internal static RpcHandshake Of(UpgradeRequest request, string? subprotocol) =>
        new(request.Head.Path, request.Head.Query, request.Head.Headers, subprotocol);

    internal static RpcHandshake Of(Uri url, HttpResponseHead response, string? subprotocol) =>
        new(url.AbsolutePath, url.Query.TrimStart('?'), response.Headers, subprotocol);

    /// <summary>Of a connection that was not opened over HTTP.</summary>
    internal static RpcHandshake None(string? subprotocol) => new("/", "", [], subprotocol);
}
