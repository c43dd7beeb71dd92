using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>How a <see cref="WebSocketConnection"/> ended.</summary>
/// <param name="Code">The close code (RFC 6455 §7.4): the peer's, ours where we closed first, or 1006 where the connection broke without a Close frame.</param>
/// <param name="Reason">The reason that came with the code, or what broke; never <see langword="null"/>.</param>
/// <param name="InitiatedByPeer">Whether the peer, and not this end, closed or broke the connection.</param>
/// <param name="Exception">The transport's error, if there was one.</param>
public sealed record WebSocketClosed(int Code, string Reason, bool InitiatedByPeer, Exception? Exception = null)
{
    internal static WebSocketClosed Lost(Exception? exception) => new(
        WebSocketCloseCode.AbnormalClosure,
        exception is null ? "the connection ended without a Close frame" : $"the connection broke: {exception.Message.TrimEnd('.')}",
        InitiatedByPeer: true,
        exception);

    internal static WebSocketClosed Aborted { get; } = new(WebSocketCloseCode.AbnormalClosure, "aborted by this end", InitiatedByPeer: false);
}
