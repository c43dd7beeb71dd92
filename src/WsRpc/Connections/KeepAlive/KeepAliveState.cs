namespace WsRpc;

/// <summary>How far a connection is with finding out whether its peer is still there.</summary>
internal enum KeepAliveState : byte
{
    /// <summary>No more than the interval has passed since something came.</summary>
    Listening,

    /// <summary>A ping is about to be written.</summary>
    PingDue,

    /// <summary>It is written, and waits behind what the stream has not taken yet.</summary>
    PingWritten,

    /// <summary>The stream has taken it: whatever comes now will do as an answer.</summary>
    PingSent,

    /// <summary>The time for an answer has passed.</summary>
    Overdue,
}
