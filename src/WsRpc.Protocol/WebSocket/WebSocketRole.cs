namespace WsRpc.Protocol.WebSocket;

/// <summary>Which end of the connection this is; it decides who masks (RFC 6455 §5.1).</summary>
public enum WebSocketRole
{
    /// <summary>The end that dialed: masks every frame it sends, refuses masked frames.</summary>
    Client,

    /// <summary>The end that accepted: sends unmasked frames, refuses unmasked ones.</summary>
    Server,
}
