namespace WsRpc.Protocol.WebSocket;

/// <summary>What a <see cref="WebSocketEvent"/> reports.</summary>
public enum WebSocketEventKind
{
    /// <summary>A whole message arrived.</summary>
    Message,

    /// <summary>A Ping arrived; it is to be answered by a Pong with the same payload (RFC 6455 §5.5.2).</summary>
    Ping,

    /// <summary>A Pong arrived.</summary>
    Pong,

    /// <summary>A Close frame arrived; it is the last event.</summary>
    Close,

    /// <summary>The other end broke a rule and the connection has to be failed; it is the last event.</summary>
    Violation,

    /// <summary>A part of a message arrived (<see cref="WebSocketReceiver.TryReceivePart"/>).</summary>
    MessagePart,
}
