using System.Text;
using System.Text.RegularExpressions;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Fuzz.Reference;

/// <summary>Whether a client may take a response for an open WebSocket (RFC 6455 §4.1), told from the whole of it.</summary>
internal static partial class ReferenceResponse
{
    // RFC 6455 §1.3, for the key of the example.
    private const string Proof = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    [GeneratedRegex(@"\AHTTP/1\.[0-9]\z", RegexOptions.NonBacktracking)]
    private static partial Regex Version { get; }

    [GeneratedRegex(@"\A1(?:0[02-9]|[1-9][0-9])\z", RegexOptions.NonBacktracking)]
    private static partial Regex Interim { get; }

    public static bool Accepts(ReadOnlySpan<byte> input, ClientHandshakeRequest asked, HandshakeLimits limits)
    {
        var text = Encoding.Latin1.GetString(input);
        for (var total = 0; ;)
        {
            var match = HeadGrammar.Response.Match(text[total..]);
            total += match.Length;
            if (!match.Success || total > limits.MaxHeadBytes)
            {
                return false;
            }

            var head = new ReferenceHead(match);
            if (head.Fields > limits.MaxHeaders || !Version.IsMatch(head.StartLine[0]))
            {
                return false;
            }

            if (!Interim.IsMatch(head.StartLine[1]))
            {
                return head.StartLine[..2] is ["HTTP/1.1", "101"] && IsUpgrade(head, asked);
            }
        }
    }

    private static bool IsUpgrade(ReferenceHead head, ClientHandshakeRequest asked) =>
        head.IsOnce("upgrade", upgrade => upgrade.Equals("websocket", StringComparison.OrdinalIgnoreCase))
        && head.HasToken("connection", "upgrade")
        && head.IsOnce("sec-websocket-accept", proof => proof == Proof)
        && (head["sec-websocket-protocol"] is [] || head.IsOnce("sec-websocket-protocol", asked.Subprotocols.Contains))
        && AreOffered(head["sec-websocket-extensions"], [.. asked.Extensions.Select(extension => extension.Split(';')[0])]);

    private static bool AreOffered(string[] lines, List<string> offered)
    {
        if (!Array.TrueForAll(lines, HeadGrammar.Extensions.IsMatch))
        {
            return false;
        }

        // No token and no quoted token has a comma or a semicolon in it.
        var names = lines.SelectMany(line => line.Split(',')).Select(extension => extension.Split(';')[0].Trim(' ', '\t')).Where(name => name.Length > 0);
        return names.All(offered.Remove);
    }
}
