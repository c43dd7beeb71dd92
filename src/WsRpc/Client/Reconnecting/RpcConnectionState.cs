namespace WsRpc;

/// <summary>Where a client stands: <see cref="WsRpcClient.State"/>.</summary>
public enum RpcConnectionState
{
    /// <summary>The first connection is being made.</summary>
    Connecting,

    /// <summary>Connected: calls go out as they are made.</summary>
    Open,

    /// <summary>The connection is lost and being made again; calls wait or fail, as <see cref="RpcReconnect.CallsWait"/> says.</summary>
    Reconnecting,

    /// <summary>It is over, and <see cref="RpcConnection.Completion"/> says how.</summary>
    Closed,
}
