namespace WsRpc;

/// <summary>Whether the token of a call of the peer has fired, and why.</summary>
internal enum CallEnding
{
    /// <summary>It has not, or the service has never asked for it.</summary>
    None,

    /// <summary>The peer has cancelled the call, or the connection has ended.</summary>
    Cancelled,

    /// <summary>Its deadline has passed.</summary>
    Expired,
}
