using System.Diagnostics.CodeAnalysis;

namespace WsRpc.Protocol.WebSocket;

/// <summary>The server's side of the opening handshake (RFC 6455 §4.2). Stateless; may be used from any thread.</summary>
public static partial class ServerHandshake
{
    /// <summary>Holds a request against every rule of RFC 6455 §4.2.1. Never throws on what the request says.</summary>
    /// <param name="request">The request as read.</param>
    /// <param name="upgrade">The request as one to open a WebSocket, when it is valid.</param>
    /// <param name="rejection">The answer to give, when it is not: 400; 405 to another method; 426 when it asks for no WebSocket or for another version than 13.</param>
    /// <returns>Whether the request may be accepted.</returns>
    public static bool TryValidate(
        HttpRequestHead request,
        [NotNullWhen(true)] out UpgradeRequest? upgrade,
        [NotNullWhen(false)] out HandshakeRejection? rejection)
    {
        upgrade = null;
        rejection = Check(request);
        if (rejection is not null)
        {
            return false;
        }

        var headers = request.Headers;
        if (!SubprotocolList.TryParse(headers, out var subprotocols))
        {
            rejection = Rejections.Subprotocols;
            return false;
        }

        if (!WebSocketExtension.TryParse(headers, out var extensions))
        {
            rejection = Rejections.Extensions;
            return false;
        }

        upgrade = new UpgradeRequest(request, request.Authority ?? headers["Host"]!, headers["Sec-WebSocket-Key"]!, subprotocols, extensions);
        return true;
    }

    /// <summary>Chooses the subprotocol to answer with: the server's order of preference decides, not the client's (RFC 6455 §4.2.2 /4).</summary>
    /// <param name="upgrade">The valid request.</param>
    /// <param name="preferred">The subprotocols the server speaks, the dearest first; compared case-sensitively.</param>
    /// <returns>The first of them that was offered; <see langword="null"/> when none was.</returns>
    public static string? ChooseSubprotocol(UpgradeRequest upgrade, params ReadOnlySpan<string> preferred)
    {
        foreach (var subprotocol in preferred)
        {
            if (upgrade.Subprotocols.Contains(subprotocol, StringComparer.Ordinal))
            {
                return subprotocol;
            }
        }

        return null;
    }

    /// <summary>
    /// Whether a request comes from a page of this same host and port, or from no browser at all. It is the guard against
    /// cross-site WebSocket hijacking (RFC 6455 §10.2): browsers do not hold WebSockets to their same-origin policy.
    /// </summary>
    /// <remarks>
    /// A request without Origin counts as the same: only browsers send it, and only browsers can be lured. A missing port is
    /// the default port of the origin's scheme, on both sides, since TLS may end at a proxy before us.
    /// </remarks>
    /// <param name="upgrade">The valid request.</param>
    public static bool IsSameOrigin(UpgradeRequest upgrade) =>
        upgrade.Origin is not { } value
        || (Origin.TryParse(value, out var origin)
            && Authority.TryParse(upgrade.Host, out var host)
            && host.IsSameAs(origin.Authority, origin.DefaultPort));

    private static HandshakeRejection? Check(HttpRequestHead request)
    {
        var headers = request.Headers;
        return request.Method is not ("GET" or "HEAD") ? Rejections.Method
            : !headers.TryGetSingle("Host", out var host) || !Authority.TryParse(host, out _) ? Rejections.Host
            : !headers.ContainsToken("Upgrade", "websocket") ? Rejections.NoUpgrade
            : request.Method != "GET" ? Rejections.Method
            : !headers.ContainsToken("Connection", "Upgrade") ? Rejections.Connection
            : !headers.TryGetSingle("Sec-WebSocket-Version", out var version) || version != "13" ? Rejections.Version
            : !headers.TryGetSingle("Sec-WebSocket-Key", out var key) || !WebSocketAccept.IsKey(key) ? Rejections.Key
            : headers.CountOf("Origin") > 1 ? Rejections.Origin
            : HasBody(headers) ? Rejections.Body
            : null;
    }

    // RFC 9112 §6: a body is announced by either header, even when both are nonsense.
    private static bool HasBody(HttpHeaders headers) =>
        headers.Contains("Transfer-Encoding") || headers["Content-Length"] is not (null or "0");
}
