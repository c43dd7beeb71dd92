namespace WsRpc.Protocol.WebSocket;

/// <summary>How far a head has been read.</summary>
public enum HeadStatus
{
    /// <summary>All octets given so far are taken; the head goes on.</summary>
    NeedMore,

    /// <summary>The blank line was read; octets behind it stay with the caller.</summary>
    Complete,

    /// <summary>The head is refused; nothing further is read.</summary>
    Failed,
}
