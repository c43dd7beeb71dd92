namespace WsRpc;

/// <summary>How the delays of <see cref="RpcReconnect"/> are spread, so that the clients of a server that restarts do not come back all at once.</summary>
public enum RpcJitter
{
    /// <summary>Anything from nothing to the whole delay: the least load for the server.</summary>
    Full,

    /// <summary>Anything from half of the delay to all of it: never at once.</summary>
    Equal,

    /// <summary>The delay as it is, for a client that has no fellows.</summary>
    None,
}
