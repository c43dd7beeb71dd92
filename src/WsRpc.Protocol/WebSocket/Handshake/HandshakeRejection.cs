namespace WsRpc.Protocol.WebSocket;

/// <summary>Why a request does not become a WebSocket, as an HTTP answer (RFC 6455 §4.2.2).</summary>
/// <param name="StatusCode">The HTTP status, from 300 to 599.</param>
/// <param name="Reason">One short sentence for a person; it becomes the page of the answer.</param>
public sealed record HandshakeRejection(int StatusCode, string Reason)
{
    /// <summary>Headers of the answer besides those that describe its page. Default: none.</summary>
    public IReadOnlyList<HttpHeader> Headers { get; init; } = [];
}
