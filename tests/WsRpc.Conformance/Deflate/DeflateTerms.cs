using System.Text;

namespace WsRpc.Conformance;

/// <summary>The parameters of permessage-deflate (RFC 7692 §7.1), offered, answered or agreed upon.</summary>
internal sealed record DeflateTerms
{
    private const string Name = "permessage-deflate";
    private const int Widest = 15;

    /// <summary>server_no_context_takeover.</summary>
    public bool ServerForgets { get; init; }

    /// <summary>client_no_context_takeover.</summary>
    public bool ClientForgets { get; init; }

    public int ServerWindowBits { get; init; } = Widest;

    public int ClientWindowBits { get; init; } = Widest;

    /// <summary>Whether client_max_window_bits is named, without which the server must not ask for it (§7.1.2.2).</summary>
    public bool NamesClientWindow { get; init; }

    /// <summary>What an answer to some offers makes of them.</summary>
    /// <exception cref="FormatException">It is no answer, or not to any of these offers.</exception>
    public static DeflateTerms Agreed(string offers, string answer)
    {
        var terms = Parse(answer);
        foreach (var offer in offers.Split(',').Select(Parse))
        {
            if (terms.Fits(offer))
            {
                // A client that said it would forget does so, whatever it is answered (§7.1.1.2).
                return terms with { ClientForgets = terms.ClientForgets || offer.ClientForgets };
            }
        }

        throw new FormatException($"\"{answer}\" fits none of \"{offers}\".");
    }

    public static DeflateTerms Parse(string extension)
    {
        var parameters = extension.Split(';', StringSplitOptions.TrimEntries);
        if (parameters[0] != Name || parameters.Select(parameter => parameter.Split('=')[0]).Distinct().Count() < parameters.Length)
        {
            throw new FormatException($"\"{extension}\" is not {Name}, or has a parameter twice.");
        }

        return parameters.Skip(1).Aggregate(new DeflateTerms(), (terms, parameter) => parameter.Split('=') switch
        {
            ["server_no_context_takeover"] => terms with { ServerForgets = true },
            ["client_no_context_takeover"] => terms with { ClientForgets = true },
            ["client_max_window_bits"] => terms with { NamesClientWindow = true },
            ["server_max_window_bits", var bits] => terms with { ServerWindowBits = WindowBits(bits) },
            ["client_max_window_bits", var bits] => terms with { NamesClientWindow = true, ClientWindowBits = WindowBits(bits) },
            _ => throw new FormatException($"\"{parameter}\" is no parameter of {Name}."),
        });
    }

    public override string ToString()
    {
        var text = new StringBuilder(Name);
        text.Append(ServerForgets ? "; server_no_context_takeover" : "");
        text.Append(ClientForgets ? "; client_no_context_takeover" : "");
        text.Append(ServerWindowBits < Widest ? $"; server_max_window_bits={ServerWindowBits}" : "");
        text.Append(ClientWindowBits < Widest ? $"; client_max_window_bits={ClientWindowBits}" : "");
        return text.ToString();
    }

    private bool Fits(DeflateTerms offer) =>
        (ServerForgets || !offer.ServerForgets)
        && ServerWindowBits <= offer.ServerWindowBits
        && (!NamesClientWindow || (offer.NamesClientWindow && ClientWindowBits <= offer.ClientWindowBits));

    // §7.1.2: decimal, without leading zeros.
    private static int WindowBits(string value) =>
        value is "8" or "9" or "10" or "11" or "12" or "13" or "14" or "15" ? int.Parse(value) : throw new FormatException($"{value} bits are no window.");
}
