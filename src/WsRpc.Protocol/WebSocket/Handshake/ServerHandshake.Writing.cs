using System.Buffers;
using System.Text;

namespace WsRpc.Protocol.WebSocket;

public static partial class ServerHandshake
{
    /// <summary>Writes the 101 that opens the WebSocket (RFC 6455 §4.2.2 /5). Only what follows it are frames, in both directions.</summary>
    /// <param name="output">Where the octets go; not touched when an argument is refused.</param>
    /// <param name="upgrade">The valid request.</param>
    /// <param name="subprotocol">One of those offered, or <see langword="null"/> for none.</param>
    /// <param name="extra">Further headers, <c>Sec-WebSocket-Extensions</c> among them where an extension was agreed.</param>
    /// <exception cref="ArgumentException">The subprotocol was not offered; an extra header is malformed or belongs to the handshake.</exception>
    public static void WriteAccept(IBufferWriter<byte> output, UpgradeRequest upgrade, string? subprotocol, IReadOnlyList<HttpHeader>? extra = null)
    {
        if (subprotocol is not null && !upgrade.Subprotocols.Contains(subprotocol, StringComparer.Ordinal))
        {
            throw new ArgumentException("The subprotocol was not offered.", nameof(subprotocol));
        }

        extra ??= [];
        ExtraHeaders.Require(extra, static name => ExtraHeaders.IsOfHandshake(name) && !IsExtensions(name), nameof(extra));

        var head = new HttpHeadWriter(output);
        head.Line("HTTP/1.1 101 Switching Protocols");
        head.Header("Upgrade", "websocket");
        head.Header("Connection", "Upgrade");
        head.Header("Sec-WebSocket-Accept", WebSocketAccept.Compute(upgrade.Key));
        if (subprotocol is not null)
        {
            head.Header(SubprotocolList.HeaderName, subprotocol);
        }

        head.Headers(extra);
        head.End();
    }

    /// <summary>Writes a whole HTTP response that refuses the request: head and a page of plain text. The caller closes the connection after it.</summary>
    /// <param name="output">Where the octets go; not touched when the rejection is refused.</param>
    /// <param name="rejection">What to answer.</param>
    /// <param name="omitPage">Leaves the page out, as the answer to HEAD does, which describes what GET would get (RFC 9110 §9.3.2).</param>
    /// <exception cref="ArgumentException">The status is not from 300 to 599; a header is malformed or describes the page.</exception>
    public static void WriteRejection(IBufferWriter<byte> output, HandshakeRejection rejection, bool omitPage = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rejection.StatusCode, 300, nameof(rejection));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rejection.StatusCode, 599, nameof(rejection));
        ExtraHeaders.Require(rejection.Headers, static name => ExtraHeaders.IsOfBody(name), nameof(rejection));

        var page = Encoding.UTF8.GetBytes(rejection.Reason + "\n");
        var head = new HttpHeadWriter(output);
        head.Line($"HTTP/1.1 {rejection.StatusCode} {ReasonPhrase.Of(rejection.StatusCode)}");
        head.Headers(rejection.Headers);
        head.Header("Content-Type", "text/plain; charset=utf-8");
        head.Header("Content-Length", $"{page.Length}");
        head.Header("Connection", "close");
        head.End();
        if (!omitPage)
        {
            output.Write(page);
        }
    }

    private static bool IsExtensions(string name) => name.Equals("Sec-WebSocket-Extensions", StringComparison.OrdinalIgnoreCase);
}
