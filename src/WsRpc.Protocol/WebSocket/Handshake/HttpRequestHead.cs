namespace WsRpc.Protocol.WebSocket;

/// <summary>The head of an HTTP/1.1 request: request line and headers (RFC 9112 §3). Immutable.</summary>
public sealed class HttpRequestHead
{
    /// <summary>Describes a request that something other than <see cref="HttpRequestHeadReader"/> has read.</summary>
    /// <param name="method">The method, as it was written: methods are case-sensitive (RFC 9110 §9.1).</param>
    /// <param name="target">The request target in origin-form or absolute-form, not decoded.</param>
    /// <param name="headers">The headers.</param>
    /// <exception cref="ArgumentException">The target is in neither form.</exception>
    public HttpRequestHead(string method, string target, HttpHeaders headers)
        : this(method, target, RequestTarget.TryParse(target, out var parts) ? parts : throw new ArgumentException("The request target is not a path.", nameof(target)), headers)
    {
    }

    internal HttpRequestHead(string method, string target, RequestTarget parts, HttpHeaders headers)
    {
        Method = method;
        Target = target;
        Authority = parts.Authority;
        Path = parts.Path;
        Query = parts.Query;
        Headers = headers;
    }

    /// <summary>The method, for example <c>GET</c>; case-sensitive (RFC 9110 §9.1).</summary>
    public string Method { get; }

    /// <summary>The request target as it was written: origin-form or absolute-form (RFC 9112 §3.2).</summary>
    public string Target { get; }

    /// <summary>The path of the target, not decoded; <c>/</c> when the target has none. Never empty.</summary>
    public string Path { get; }

    /// <summary>The query of the target without its question mark, not decoded; empty when there is none.</summary>
    public string Query { get; }

    /// <summary>The header lines in the order received.</summary>
    public HttpHeaders Headers { get; }

    /// <summary>The host and port of a target in absolute-form, which go before the Host header (RFC 9112 §3.2.2).</summary>
    internal string? Authority { get; }
}
