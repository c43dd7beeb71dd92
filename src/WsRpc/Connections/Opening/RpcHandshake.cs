using System.Security.Cryptography.X509Certificates;
using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>What the opening handshake said.</summary>
public sealed class RpcHandshake
{
    private static readonly HttpHeaders NoLines = new([]);

    // Most connections are never asked for their headers, so these stay as they came until then.
    private readonly HttpHeaders _lines;
    private IReadOnlyDictionary<string, string>? _headers;

    private RpcHandshake(string path, string query, HttpHeaders lines, string? subprotocol)
    {
        _lines = lines;
        Path = path;
        Query = query;
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
    public IReadOnlyDictionary<string, string> Headers => _headers ??= Join(_lines);

    /// <summary>The agreed WebSocket subprotocol: <c>wsrpc.1</c>, <c>jsonrpc</c>, or <see langword="null"/>.</summary>
    public string? Subprotocol { get; }

    /// <summary>
    /// On a server the certificate that the client showed, once it was found valid: <c>WsRpcServerOptions.Tls</c> says whether clients are
    /// asked for one and what is valid. <see langword="null"/> when there is none, and on a client. It may be kept beyond the connection.
    /// </summary>
    public X509Certificate2? ClientCertificate { get; private init; }

    internal static RpcHandshake Of(UpgradeRequest request, string? subprotocol, X509Certificate2? clientCertificate = null) =>
        new(request.Head.Path, request.Head.Query, request.Head.Headers, subprotocol) { ClientCertificate = clientCertificate };

    internal static RpcHandshake Of(Uri url, HttpResponseHead response, string? subprotocol) =>
        new(url.AbsolutePath, url.Query.TrimStart('?'), response.Headers, subprotocol);

    /// <summary>As a test has it.</summary>
    internal static RpcHandshake Of(string path, IEnumerable<KeyValuePair<string, string>> headers, string? subprotocol) =>
        new(path, "", new HttpHeaders(headers.Select(header => new HttpHeader(header.Key, header.Value))), subprotocol);

    /// <summary>Of a connection that was not opened over HTTP.</summary>
    internal static RpcHandshake None(string? subprotocol) => new("/", "", NoLines, subprotocol);

    private static Dictionary<string, string> Join(HttpHeaders lines)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines)
        {
            fields[line.Name] = fields.TryGetValue(line.Name, out var before) ? $"{before}, {line.Value}" : line.Value;
        }

        return fields;
    }
}
