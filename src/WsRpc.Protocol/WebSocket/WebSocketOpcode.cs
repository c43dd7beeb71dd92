namespace WsRpc.Protocol.WebSocket;

/// <summary>What a frame carries (RFC 6455 §5.2). The values not named here are reserved and never accepted.</summary>
public enum WebSocketOpcode : byte
{
    /// <summary>A further fragment of the message begun by a <see cref="Text"/> or <see cref="Binary"/> frame.</summary>
    Continuation = 0,

    /// <summary>A message, or its first fragment, in UTF-8.</summary>
    Text = 1,

    /// <summary>A message, or its first fragment, of arbitrary octets.</summary>
    Binary = 2,

    /// <summary>The last frame an endpoint sends (RFC 6455 §5.5.1).</summary>
    Close = 8,

    /// <summary>Asks for a <see cref="Pong"/> with the same application data (RFC 6455 §5.5.2).</summary>
    Ping = 9,

    /// <summary>Answers a <see cref="Ping"/>, or comes unasked as a heartbeat (RFC 6455 §5.5.3).</summary>
    Pong = 10,
}
