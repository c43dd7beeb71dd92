using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>A message received from a <see cref="WebSocketConnection"/>.</summary>
/// <param name="Type"><see cref="WebSocketOpcode.Text"/>, <see cref="WebSocketOpcode.Binary"/>, or <see cref="WebSocketOpcode.Close"/> when the connection has ended.</param>
/// <param name="Payload">The octets, valid until the next receive or until this end closes the connection; text is valid UTF-8.</param>
public readonly record struct WebSocketMessage(WebSocketOpcode Type, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Whether the connection has ended: <see cref="WebSocketConnection.Closed"/> says how.</summary>
    public bool IsClose => Type == WebSocketOpcode.Close;
}
