namespace WsRpc.Protocol.WebSocket;

/// <summary>
/// Something that arrived. <see cref="Payload"/> lies in the caller's or the receiver's buffer and is valid until the next
/// call to the <see cref="WebSocketReceiver"/> that reported it.
/// </summary>
public readonly struct WebSocketEvent
{
    private readonly object? _violation; // boxed: it ends a connection, and every other event is smaller without it

    private WebSocketEvent(ProtocolViolation violation)
    {
        Kind = WebSocketEventKind.Violation;
        _violation = violation;
    }

    /// <summary>What this is; it says which of the other members have a meaning.</summary>
    public WebSocketEventKind Kind { get; private init; }

    /// <summary><see cref="WebSocketOpcode.Text"/> or <see cref="WebSocketOpcode.Binary"/> for a message or a part of one, otherwise zero.</summary>
    public WebSocketOpcode MessageType { get; private init; }

    /// <summary>Whether this is the last part of a message, or a whole one.</summary>
    public bool EndsMessage { get; private init; }

    /// <summary>
    /// The whole message, unmasked, and valid UTF-8 if it is a text; the next part of one, which may be empty if it is the last; the application data of a Ping or Pong; the reason of
    /// a Close, in valid UTF-8.
    /// </summary>
    public ReadOnlyMemory<byte> Payload { get; private init; }

    /// <summary>
    /// The status code of a Close, <see cref="WebSocketCloseCode.NoStatusReceived"/> if the frame was empty; zero for other
    /// kinds.
    /// </summary>
    public int CloseCode { get; private init; }

    /// <summary>Which rule was broken, for <see cref="WebSocketEventKind.Violation"/>.</summary>
    public ProtocolViolation Violation => _violation is ProtocolViolation violation ? violation : default;

    internal static WebSocketEvent OfMessage(WebSocketOpcode type, ReadOnlyMemory<byte> payload) =>
        new() { Kind = WebSocketEventKind.Message, MessageType = type, Payload = payload, EndsMessage = true };

    internal static WebSocketEvent OfPart(WebSocketOpcode type, ReadOnlyMemory<byte> part, bool endsMessage) =>
        new() { Kind = WebSocketEventKind.MessagePart, MessageType = type, Payload = part, EndsMessage = endsMessage };

    internal static WebSocketEvent OfPing(ReadOnlyMemory<byte> payload) =>
        new() { Kind = WebSocketEventKind.Ping, Payload = payload };

    internal static WebSocketEvent OfPong(ReadOnlyMemory<byte> payload) =>
        new() { Kind = WebSocketEventKind.Pong, Payload = payload };

    internal static WebSocketEvent OfClose(int code, ReadOnlyMemory<byte> reason) =>
        new() { Kind = WebSocketEventKind.Close, CloseCode = code, Payload = reason };

    internal static WebSocketEvent OfViolation(ProtocolViolation violation) => new(violation);
}
