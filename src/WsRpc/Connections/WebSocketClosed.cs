using System.Globalization;
using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>How a <see cref="WebSocketConnection"/> ended.</summary>
public sealed record WebSocketClosed
{
    internal WebSocketClosed(int code, string reason, bool initiatedByPeer, Exception? exception = null)
    {
        Code = code;
        Reason = reason;
        InitiatedByPeer = initiatedByPeer;
        Exception = exception;
    }

    /// <summary>The close code (RFC 6455 §7.4): the peer's, ours where we closed first, or 1006 where the connection broke without a Close frame.</summary>
    public int Code { get; }

    /// <summary>The reason that came with the code, or what broke; never <see langword="null"/>.</summary>
    public string Reason { get; }

    /// <summary>Whether the peer, and not this end, closed or broke the connection.</summary>
    public bool InitiatedByPeer { get; }

    /// <summary>The transport's error, if there was one.</summary>
    public Exception? Exception { get; }

    internal static WebSocketClosed Aborted { get; } = new(WebSocketCloseCode.AbnormalClosure, "aborted by this end", initiatedByPeer: false);

    /// <param name="limit">The SlowPeerTimeout in which it took nothing.</param>
    internal static WebSocketClosed PeerTooSlow(TimeSpan limit) =>
        TooSlow(string.Create(CultureInfo.InvariantCulture, $"it took nothing for {limit.TotalSeconds:0.###} s (SlowPeerTimeout)"));

    /// <param name="limit">How many octets may wait.</param>
    internal static WebSocketClosed PeerTooSlow(long limit) => TooSlow($"more than {limit} octets wait for it");

    // No Close frame says so to the peer: it would have to wait behind what the peer does not read.
    private static WebSocketClosed TooSlow(string problem) => new(WebSocketCloseCode.TryAgainLater, $"the peer reads too slowly: {problem}", initiatedByPeer: false);

    internal static WebSocketClosed Lost(Exception? exception) => new(
        WebSocketCloseCode.AbnormalClosure,
        exception is null ? "the connection ended without a Close frame" : $"the connection broke: {exception.Message.TrimEnd('.')}",
        initiatedByPeer: true,
        exception);
}
