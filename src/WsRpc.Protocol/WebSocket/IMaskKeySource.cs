namespace WsRpc.Protocol.WebSocket;

/// <summary>Where a client gets its masking keys from. The protocol holds no source of randomness of its own.</summary>
public interface IMaskKeySource
{
    /// <summary>
    /// A fresh key for one frame, from a strong source of entropy and not to be foretold from earlier keys
    /// (RFC 6455 §5.3, §10.3). Called by one thread at a time for a given <see cref="WebSocketSender"/>.
    /// </summary>
    /// <returns>The four octets of the key; every value is allowed.</returns>
    uint NextKey();
}
