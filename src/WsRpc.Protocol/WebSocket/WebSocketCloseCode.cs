namespace WsRpc.Protocol.WebSocket;

/// <summary>Status codes of the Close frame (RFC 6455 §7.4.1 and the IANA WebSocket Close Code Number Registry).</summary>
public static class WebSocketCloseCode
{
    /// <summary>The purpose of the connection has been fulfilled.</summary>
    public const int NormalClosure = 1000;

    /// <summary>The endpoint goes away: a server shuts down, a page is left.</summary>
    public const int GoingAway = 1001;

    /// <summary>The other end broke the protocol.</summary>
    public const int ProtocolError = 1002;

    /// <summary>A type of data arrived that this endpoint does not take.</summary>
    public const int UnsupportedData = 1003;

    /// <summary>Stands for a Close frame without a status code. Never on the wire.</summary>
    public const int NoStatusReceived = 1005;

    /// <summary>Stands for a connection that ended without a Close frame. Never on the wire.</summary>
    public const int AbnormalClosure = 1006;

    /// <summary>A message holds data inconsistent with its type, such as a text that is not UTF-8.</summary>
    public const int InvalidPayloadData = 1007;

    /// <summary>A message, or the peer's conduct, breaks a rule of this endpoint.</summary>
    public const int PolicyViolation = 1008;

    /// <summary>A message is larger than this endpoint accepts.</summary>
    public const int MessageTooBig = 1009;

    /// <summary>The server did not agree to an extension that the client needs.</summary>
    public const int MandatoryExtension = 1010;

    /// <summary>The server met a condition it did not expect.</summary>
    public const int InternalError = 1011;

    /// <summary>The service restarts; a client may come back after a delay.</summary>
    public const int ServiceRestart = 1012;

    /// <summary>The service is overloaded; a client may try again later or elsewhere.</summary>
    public const int TryAgainLater = 1013;

    /// <summary>A gateway received an invalid response from the server behind it.</summary>
    public const int BadGateway = 1014;

    /// <summary>Stands for a failed TLS handshake. Never on the wire.</summary>
    public const int TlsHandshake = 1015;

    /// <summary>
    /// Whether a Close frame may carry <paramref name="code"/>: 1000-1003 and 1007-1014 by registration, 3000-3999 for
    /// libraries and 4000-4999 for private use (RFC 6455 §7.4).
    /// </summary>
    /// <param name="code">The status code.</param>
    /// <returns><see langword="false"/> for codes that are unassigned, reserved or meant for local use only.</returns>
    public static bool MayAppearOnWire(int code) =>
        code is (>= NormalClosure and <= UnsupportedData) or (>= InvalidPayloadData and <= BadGateway) or (>= 3000 and <= 4999);
}
