namespace WsRpc;

/// <summary>What is probably wrong where an opening fails without a word from the server, for people.</summary>
internal static class OpeningHints
{
    // ContentTypes alert and handshake (RFC 8446 §5.1): with one of them a server answers what is no TLS.
    private const byte AlertRecord = 21;
    private const byte HandshakeRecord = 22;

    /// <summary>For a server that hangs up: what to add behind that.</summary>
    public static string ForEnd(Stream stream) =>
        stream is TlsStream { LocalCertificate: null } ? ", as one does that misses a client's certificate" : "";

    /// <summary>For an answer that is not HTTP, by its first octet.</summary>
    public static string ForAnswer(byte? first) => first is AlertRecord or HandshakeRecord ? " but TLS (wss:// instead of ws://?)" : "";
}
