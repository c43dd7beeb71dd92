namespace WsRpc.Load;

/// <summary>What a load agrees on with a server about permessage-deflate (RFC 7692 §7.1). The server has no say in it.</summary>
/// <param name="ServerTakeover">Whether what the server sends may refer to its earlier messages.</param>
/// <param name="ClientTakeover">Whether what the load sends may, so that the server has to keep it in mind.</param>
/// <param name="WindowBits">The window of both, as the base-2 logarithm of its octets.</param>
internal sealed record DeflateTerms(bool ServerTakeover, bool ClientTakeover, int WindowBits = DeflateTerms.MostWindowBits)
{
    private const int MostWindowBits = 15;
    private const string HeaderName = "Sec-WebSocket-Extensions:";

    /// <summary>The header field that offers them.</summary>
    public string Offer => $"{HeaderName} {string.Join("; ", Elements())}";

    /// <summary>Whether the head of a server's answer agrees to exactly these: a server that does less would be measured for what it leaves out.</summary>
    public bool AreAgreedToBy(string head) => AnswersIn(head).ToList() is [var answer]
        && answer.Split(';', StringSplitOptions.TrimEntries).Where(element => !element.EndsWith($"={MostWindowBits}", StringComparison.Ordinal)).ToHashSet().SetEquals(Elements());

    /// <summary>Whether the head of a server's answer agrees to any extension.</summary>
    public static bool AreMentionedIn(string head) => AnswersIn(head).Any();

    private static IEnumerable<string> AnswersIn(string head) => head.Split("\r\n")
        .Where(line => line.StartsWith(HeaderName, StringComparison.OrdinalIgnoreCase))
        .Select(line => line[HeaderName.Length..]);

    private IEnumerable<string> Elements()
    {
        yield return "permessage-deflate";
        if (!ServerTakeover)
        {
            yield return "server_no_context_takeover";
        }

        if (!ClientTakeover)
        {
            yield return "client_no_context_takeover";
        }

        if (WindowBits != MostWindowBits)
        {
            yield return $"server_max_window_bits={WindowBits}";
            yield return $"client_max_window_bits={WindowBits}";
        }
    }
}
