namespace WsRpc.Load;

/// <summary>Which way the items go.</summary>
internal enum StreamWay
{
    /// <summary>From server to client: a result.</summary>
    Down,

    /// <summary>From client to server: an argument.</summary>
    Up,
}
