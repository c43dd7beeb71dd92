namespace WsRpc.Protocol.WebSocket;

/// <summary>The head of an HTTP/1 response: status line and headers (RFC 9112 §4). Immutable.</summary>
/// <param name="version">The version, for example <c>HTTP/1.1</c>.</param>
/// <param name="statusCode">The status, from 100 to 999.</param>
/// <param name="reasonPhrase">The reason phrase; may be empty.</param>
/// <param name="headers">The headers.</param>
public sealed class HttpResponseHead(string version, int statusCode, string reasonPhrase, HttpHeaders headers)
{
    /// <summary>The version of the status line: <c>HTTP/1.1</c>, or another of major version 1 from a server that cannot open a WebSocket.</summary>
    public string Version { get; } = version;

    /// <summary>The status; 101 opens the WebSocket (RFC 6455 §4.1).</summary>
    public int StatusCode { get; } = statusCode;

    /// <summary>The reason phrase: text of the peer, without control characters; may be empty.</summary>
    public string ReasonPhrase { get; } = reasonPhrase;

    /// <summary>The header lines in the order received.</summary>
    public HttpHeaders Headers { get; } = headers;
}
