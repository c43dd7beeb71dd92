namespace WsRpc.Protocol.WebSocket;

/// <summary>How far a connection is, from the completed opening handshake on; the same for both roles.</summary>
public enum WebSocketState
{
    /// <summary>Messages flow both ways (RFC 6455 §4.1).</summary>
    Open,

    /// <summary>Our Close frame is out, the other end's is awaited; what it still sends may be read.</summary>
    CloseSent,

    /// <summary>The other end's Close frame is in and ours is still to be sent; nothing more will arrive.</summary>
    CloseReceived,

    /// <summary>
    /// Both Close frames are exchanged, or the connection was failed: only the transport is left to end (RFC 6455 §7.1.1,
    /// §7.1.7).
    /// </summary>
    Closed,

    /// <summary>The transport ended before both Close frames were exchanged (RFC 6455 §7.1.5: 1006 if none arrived).</summary>
    Aborted,
}
