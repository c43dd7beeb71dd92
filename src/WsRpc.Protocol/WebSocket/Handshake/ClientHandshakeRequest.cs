namespace WsRpc.Protocol.WebSocket;

/// <summary>What a client asks for when it opens a WebSocket (RFC 6455 §4.1). <see cref="ClientHandshake.WriteRequest"/> checks it all.</summary>
public sealed record ClientHandshakeRequest
{
    /// <summary>The host, with its port unless that is the default of the scheme, for example <c>example.com:8080</c>.</summary>
    public required string Host { get; init; }

    /// <summary>The path and query, for example <c>/rpc?v=1</c>: starts with a slash, percent-encoded, without a fragment.</summary>
    public required string Target { get; init; }

    /// <summary>A fresh nonce in base64: <see cref="EncodeKey"/> of 16 random octets the caller drew.</summary>
    public required string Key { get; init; }

    /// <summary>The subprotocols to offer, the dearest first: different tokens, case-sensitive. Default: none.</summary>
    public IReadOnlyList<string> Subprotocols { get; init; } = [];

    /// <summary>The extensions to offer, one element each, for example <c>permessage-deflate; client_max_window_bits</c>. Default: none.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];

    /// <summary>The value of <c>Origin</c>, which only a browser's client must send. Default: <see langword="null"/>, no such header.</summary>
    public string? Origin { get; init; }

    /// <summary>Further headers, such as <c>Authorization</c> and <c>Cookie</c>. Default: none.</summary>
    public IReadOnlyList<HttpHeader> Headers { get; init; } = [];

    /// <summary>Writes a nonce as the value of <c>Sec-WebSocket-Key</c>.</summary>
    /// <param name="nonce16">16 octets that a peer cannot predict, drawn anew for each connection (RFC 6455 §4.1 /7).</param>
    /// <exception cref="ArgumentException">There are not 16 octets.</exception>
    public static string EncodeKey(ReadOnlySpan<byte> nonce16) =>
        nonce16.Length == 16 ? Convert.ToBase64String(nonce16) : throw new ArgumentException("A nonce has 16 octets.", nameof(nonce16));
}
