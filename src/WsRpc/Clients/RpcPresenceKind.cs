namespace WsRpc;

/// <summary>What has changed about who is there.</summary>
public enum RpcPresenceKind
{
    /// <summary>A connection is open.</summary>
    Connected,

    /// <summary>A connection has ended. It has left its groups before.</summary>
    Disconnected,

    /// <summary>A connection has joined a group.</summary>
    Joined,

    /// <summary>A connection has left a group, or has ended in it.</summary>
    Left,
}
