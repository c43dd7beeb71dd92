namespace WsRpc.Protocol.WebSocket;

/// <summary>What moves a connection from one <see cref="WebSocketState"/> to the next.</summary>
public enum WebSocketTrigger
{
    /// <summary>We send a Close frame.</summary>
    CloseSent,

    /// <summary>A Close frame arrived.</summary>
    CloseReceived,

    /// <summary>
    /// We fail the connection (RFC 6455 §7.1.7): the other end broke a rule, or did not answer in time. A Close frame that says
    /// why is part of it, where one may still be sent.
    /// </summary>
    Failed,

    /// <summary>The transport ended or broke, in either direction.</summary>
    TransportEnded,
}
