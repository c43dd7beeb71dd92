namespace WsRpc.Protocol.WebSocket;

/// <summary>What the other end did wrong, as a value: the connection has to be failed with it (RFC 6455 §7.1.7).</summary>
/// <param name="CloseCode">The status code to close with; one that may appear on the wire.</param>
/// <param name="Section">The rule that was broken, such as <c>RFC 6455 §5.1</c>.</param>
/// <param name="Message">
/// What happened, in text that holds nothing the peer sent: safe to log, and short enough (123 octets) to be the reason
/// of the Close frame.
/// </param>
public readonly record struct ProtocolViolation(int CloseCode, string Section, string Message);
