namespace WsRpc.Protocol.WebSocket;

/// <summary>A request that keeps every rule of the client's opening handshake (RFC 6455 §4.2.1). Immutable.</summary>
/// <remarks>Made by <see cref="ServerHandshake.TryValidate"/>. Whether the origin, the path and the user are welcome is for the caller to decide.</remarks>
public sealed class UpgradeRequest
{
    internal UpgradeRequest(HttpRequestHead head, string host, string key, IReadOnlyList<string> subprotocols, IReadOnlyList<WebSocketExtension> extensions)
    {
        Head = head;
        Host = host;
        Key = key;
        Subprotocols = subprotocols;
        Extensions = extensions;
    }

    /// <summary>The request itself.</summary>
    public HttpRequestHead Head { get; }

    /// <summary>The host, with its port where one is named: of a target in absolute-form, else of the Host header (RFC 9112 §3.2.2).</summary>
    public string Host { get; }

    /// <summary>The value of <c>Sec-WebSocket-Key</c>: 16 octets in base64.</summary>
    public string Key { get; }

    /// <summary>The value of <c>Origin</c>, which browsers always send; <see langword="null"/> when there is none (RFC 6455 §4.2.1 /7).</summary>
    public string? Origin => Head.Headers["Origin"];

    /// <summary>The subprotocols in the order offered: different tokens, case-sensitive. Empty when none was offered.</summary>
    public IReadOnlyList<string> Subprotocols { get; }

    /// <summary>The extensions in the order offered; one may be offered several times with other parameters. Empty when none was offered.</summary>
    public IReadOnlyList<WebSocketExtension> Extensions { get; }
}
