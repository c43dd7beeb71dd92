namespace WsRpc.Protocol.WebSocket;

/// <summary>Every rejection the handshake itself can come to, each with the rule behind it.</summary>
internal static class Rejections
{
    // RFC 9112 §3: nothing is repaired, a lenient reading is how requests are smuggled.
    public static readonly HandshakeRejection RequestLine = new(400, "The request line is malformed.");

    public static readonly HandshakeRejection StatusLine = new(400, "The status line is malformed.");

    // RFC 9112 §2.2 lets a recipient take a bare LF; we do not.
    public static readonly HandshakeRejection LineEnd = new(400, "A line of the head does not end in CR LF.");

    // RFC 9112 §5.1: also for whitespace before the colon.
    public static readonly HandshakeRejection HeaderName = new(400, "A header name is malformed.");

    // RFC 9110 §5.5
    public static readonly HandshakeRejection HeaderValue = new(400, "A header value has a control character in it.");

    // RFC 9112 §5.2
    public static readonly HandshakeRejection FoldedLine = new(400, "A header is folded over several lines.");

    // RFC 9112 §3.2: of the four forms, asterisk and authority name no resource.
    public static readonly HandshakeRejection Target = new(400, "The request target is not a path.");

    // RFC 6455 §4.2.1 /1
    public static readonly HandshakeRejection HttpVersion = new(505, "A WebSocket is opened over HTTP/1.1.");

    // RFC 6455 §4.2.1 /1; RFC 9110 §15.5.6 wants Allow.
    public static readonly HandshakeRejection Method = new(405, "A WebSocket is opened with GET.") { Headers = [new("Allow", "GET")] };

    // RFC 6455 §4.2.1 /2, RFC 9112 §3.2
    public static readonly HandshakeRejection Host = new(400, "The request must have one valid Host header.");

    // RFC 6455 §4.2.1 /3; RFC 9110 §15.5.22 wants Upgrade, and §7.8 Connection with it.
    public static readonly HandshakeRejection NoUpgrade = UpgradeRequired("This is a WebSocket endpoint.");

    // RFC 6455 §4.2.1 /4
    public static readonly HandshakeRejection Connection = new(400, "The Connection header lacks Upgrade; a proxy on the way may have dropped it.");

    // RFC 6455 §4.2.1 /5
    public static readonly HandshakeRejection Key = new(400, "Sec-WebSocket-Key must stand once and be 16 octets in base64.");

    // RFC 6455 §4.2.1 /6, §4.4
    public static readonly HandshakeRejection Version = UpgradeRequired("Sec-WebSocket-Version must be 13.");

    // RFC 6455 §4.1 opens the WebSocket right behind the head: a body would be read as frames.
    public static readonly HandshakeRejection Body = new(400, "A WebSocket request has no body.");

    // RFC 6454 §7.3
    public static readonly HandshakeRejection Origin = new(400, "The request has more than one Origin header.");

    // RFC 6455 §4.1 /10
    public static readonly HandshakeRejection Subprotocols = new(400, "Sec-WebSocket-Protocol must be a list of different tokens.");

    // RFC 6455 §9.1
    public static readonly HandshakeRejection Extensions = new(400, "Sec-WebSocket-Extensions is malformed.");

    // RFC 9110 §15.5.15
    public static HandshakeRejection StartLineTooLong(int limit) => new(414, $"The first line of the head exceeds {limit} octets.");

    // RFC 6585 §5
    public static HandshakeRejection HeadTooLong(int limit) => new(431, $"The head exceeds {limit} octets.");

    // RFC 6585 §5
    public static HandshakeRejection TooManyHeaders(int limit) => new(431, $"The head has more than {limit} headers.");

    private static HandshakeRejection UpgradeRequired(string reason) => new(426, reason)
    {
        Headers = [new("Upgrade", "websocket"), new("Connection", "Upgrade"), new("Sec-WebSocket-Version", "13")],
    };
}
