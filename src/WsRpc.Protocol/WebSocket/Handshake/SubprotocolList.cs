using System.Diagnostics.CodeAnalysis;

namespace WsRpc.Protocol.WebSocket;

/// <summary>The subprotocols of a request: different tokens, compared octet by octet (RFC 6455 §4.1 /10).</summary>
internal static class SubprotocolList
{
    public const string HeaderName = "Sec-WebSocket-Protocol";

    /// <summary>Parses all lines of the header; an absent header is an empty list, an empty one is malformed.</summary>
    public static bool TryParse(HttpHeaders headers, [NotNullWhen(true)] out IReadOnlyList<string>? subprotocols)
    {
        var parsed = new List<string>();
        foreach (var value in headers.ValuesOf(HeaderName))
        {
            foreach (var element in value.AsSpan().Split(','))
            {
                // RFC 9110 §5.6.1.2: empty elements are ignored.
                if (value.AsSpan(element).Trim(HttpSyntax.Whitespace) is { IsEmpty: false } token)
                {
                    parsed.Add(token.ToString());
                }
            }
        }

        var isValid = parsed.Count > 0 ? AreDifferentTokens(parsed) : !headers.Contains(HeaderName);
        subprotocols = isValid ? parsed : null;
        return isValid;
    }

    public static bool AreDifferentTokens(IReadOnlyList<string> subprotocols)
    {
        var seen = new HashSet<string>(subprotocols.Count, StringComparer.Ordinal);
        return subprotocols.All(token => HttpSyntax.IsToken(token) && seen.Add(token));
    }
}
