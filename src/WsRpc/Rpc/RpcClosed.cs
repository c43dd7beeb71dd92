namespace WsRpc;

/// <summary>How a connection ended.</summary>
public sealed record RpcClosed
{
    internal RpcClosed(WebSocketClosed closed)
    {
        Code = closed.Code;
        Reason = closed.Reason;
        InitiatedByPeer = closed.InitiatedByPeer;
        Exception = closed.Exception;
    }

    /// <summary>The WebSocket close code (RFC 6455 §7.4); 1006 where the connection broke without a Close frame.</summary>
    public int Code { get; }

    /// <summary>The reason that came with the code, or what broke; never <see langword="null"/>.</summary>
    public string Reason { get; }

    /// <summary>Whether the peer, and not this end, closed or broke the connection.</summary>
    public bool InitiatedByPeer { get; }

    /// <summary>The transport's error, if there was one.</summary>
    public Exception? Exception { get; }

    /// <summary>The end in a few words, as error messages quote it.</summary>
    public override string ToString() => Reason.Length == 0 ? $"closed with code {Code}" : $"closed with code {Code}: {Reason}";
}
