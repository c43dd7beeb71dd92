using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>Opening handshakes as <see cref="RpcHandshake"/> shows them.</summary>
internal static class Handshakes
{
    public static RpcHandshake From(UpgradeRequest request, string? subprotocol) =>
        new(request.Head.Path, request.Head.Query, ToDictionary(request.Head.Headers), subprotocol);

    public static RpcHandshake From(Uri url, HttpResponseHead response, string? subprotocol) =>
        new(url.AbsolutePath, url.Query.TrimStart('?'), ToDictionary(response.Headers), subprotocol);

    private static Dictionary<string, string> ToDictionary(HttpHeaders headers)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in headers)
        {
            fields[header.Name] = fields.TryGetValue(header.Name, out var before) ? $"{before}, {header.Value}" : header.Value;
        }

        return fields;
    }
}
