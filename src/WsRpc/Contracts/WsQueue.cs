namespace WsRpc;

/// <summary>What becomes of a notification while the peer reads too slowly: while more than a quarter of <see cref="RpcOptions.MaxOutgoingBytes"/> waits for it.</summary>
public enum WsQueue
{
    /// <summary>It is kept, and whoever sends it waits until the peer has read more.</summary>
    Wait,

    /// <summary>It is held back until the peer has read more, and nobody waits. Where too many are held, the oldest is dropped.</summary>
    DropOldest,

    /// <summary>
    /// It is held back, and a later one takes its place: of the same method, and with the same value of <see cref="WsNotificationAttribute.Key"/>. For what
    /// only the last of counts, such as a price.
    /// </summary>
    Latest,

    /// <summary>The connection is closed with 1013: a peer that misses it has to begin anew.</summary>
    Disconnect,
}
