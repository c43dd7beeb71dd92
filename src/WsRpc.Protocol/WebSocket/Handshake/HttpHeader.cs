namespace WsRpc.Protocol.WebSocket;

/// <summary>One header field line (RFC 9112 §5).</summary>
/// <param name="Name">The name as it was written; names are compared without regard to case (RFC 9110 §5.1).</param>
/// <param name="Value">The value without the whitespace around it: its octets, each as the character of that number (Latin-1).</param>
public readonly record struct HttpHeader(string Name, string Value);
