using System.Text;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Fuzz.Reference;

/// <summary>Whether a server may accept a request (RFC 6455 §4.2.1), told from the whole of it.</summary>
internal static class ReferenceRequest
{
    public static bool Accepts(ReadOnlySpan<byte> input, HandshakeLimits limits, out bool isSameOrigin)
    {
        isSameOrigin = false;
        var match = HeadGrammar.Request.Match(Encoding.Latin1.GetString(input));
        if (!match.Success || match.Length > limits.MaxHeadBytes)
        {
            return false;
        }

        var head = new ReferenceHead(match);
        var target = HeadGrammar.Target.Match(head.StartLine[1]);
        var authority = target.Groups["authority"];
        if (head.Fields > limits.MaxHeaders
            || head.StartLine[0] != "GET"
            || head.StartLine[2] != "HTTP/1.1"
            || !target.Success
            || (authority.Success && !HeadGrammar.IsAuthority(authority.Value, out _, out _))
            || !IsUpgrade(head))
        {
            return false;
        }

        isSameOrigin = IsSameOrigin(head, authority.Success ? authority.Value : head["host"][0]);
        return true;
    }

    private static bool IsUpgrade(ReferenceHead head) =>
        head.IsOnce("host", host => HeadGrammar.IsAuthority(host, out _, out _))
        && head.HasToken("upgrade", "websocket")
        && head.HasToken("connection", "upgrade")
        && head.IsOnce("sec-websocket-version", version => version == "13")
        && head.IsOnce("sec-websocket-key", HeadGrammar.Key.IsMatch)
        && head["origin"].Length < 2
        && head["transfer-encoding"].Length == 0
        && head["content-length"] is [] or ["0"]
        && HeadGrammar.IsSubprotocols(head["sec-websocket-protocol"])
        && Array.TrueForAll(head["sec-websocket-extensions"], HeadGrammar.Extensions.IsMatch);

    private static bool IsSameOrigin(ReferenceHead head, string authority)
    {
        if (head["origin"] is not [var text])
        {
            return true;
        }

        var origin = HeadGrammar.Origin.Match(text);
        var standard = origin.Groups["scheme"].Length == "http".Length ? 80 : 443;
        return origin.Success
            && HeadGrammar.IsAuthority(origin.Groups["authority"].Value, out var originHost, out var originPort)
            && HeadGrammar.IsAuthority(authority, out var host, out var port)
            && originHost.Equals(host, StringComparison.OrdinalIgnoreCase)
            && (originPort ?? standard) == (port ?? standard);
    }
}
