namespace WsRpc;

/// <summary>How a connection ended.</summary>
/// <param name="Code">The WebSocket close code (RFC 6455 §7.4); 1006 where the connection broke without a Close frame.</param>
/// <param name="Reason">The reason that came with the code, or what broke; never <see langword="null"/>.</param>
/// <param name="Exception">The transport's error, if there was one.</param>
/// <param name="InitiatedByPeer">Whether the peer, and not this end, closed or broke the connection.</param>
public sealed record RpcClosed(int Code, string Reason, Exception? Exception, bool InitiatedByPeer)
{
    /// <summary>The end in a sentence, as error messages quote it.</summary>
    public override string ToString() => Reason.Length == 0 ? $"closed with code {Code}" : $"closed with code {Code}: {Reason}";
}
