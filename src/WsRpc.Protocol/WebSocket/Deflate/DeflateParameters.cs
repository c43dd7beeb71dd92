using System.Globalization;
using System.Text;

namespace WsRpc.Protocol.WebSocket;

/// <summary>The parameters of permessage-deflate, in an offer or in the answer to one (RFC 7692 §7.1).</summary>
internal readonly record struct DeflateParameters
{
    private const string ServerNoTakeoverName = "server_no_context_takeover";
    private const string ClientNoTakeoverName = "client_no_context_takeover";
    private const string ServerBitsName = "server_max_window_bits";
    private const string ClientBitsName = "client_max_window_bits";

    public bool ServerNoContextTakeover { get; init; }

    public bool ClientNoContextTakeover { get; init; }

    public int? ServerMaxWindowBits { get; init; }

    public int? ClientMaxWindowBits { get; init; }

    /// <summary>Whether client_max_window_bits is there at all: an offer may name it without a value (§7.1.2.2).</summary>
    public bool NamesClientMaxWindowBits { get; init; }

    /// <summary>False when a parameter is unknown, stands twice, or has a value it must not have (§7.1).</summary>
    public static bool TryParse(WebSocketExtension extension, out DeflateParameters parameters)
    {
        parameters = default;
        foreach (var (name, value) in extension.Parameters)
        {
            if (!parameters.TryAdd(name, value, out parameters))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a server may answer an offer so (§7.1.1, §7.1.2).</summary>
    public bool Answers(in DeflateParameters offer) =>
        (ServerNoContextTakeover || !offer.ServerNoContextTakeover)
        && (offer.ServerMaxWindowBits is null || ServerMaxWindowBits <= offer.ServerMaxWindowBits)
        && (!NamesClientMaxWindowBits || (offer.NamesClientMaxWindowBits && ClientMaxWindowBits <= (offer.ClientMaxWindowBits ?? PerMessageDeflate.MaxWindowBits)));

    public override string ToString()
    {
        var text = new StringBuilder(PerMessageDeflate.ExtensionName);
        Append(ServerNoContextTakeover, ServerNoTakeoverName, null);
        Append(ClientNoContextTakeover, ClientNoTakeoverName, null);
        Append(ServerMaxWindowBits is not null, ServerBitsName, ServerMaxWindowBits);
        Append(NamesClientMaxWindowBits, ClientBitsName, ClientMaxWindowBits);
        return text.ToString();

        void Append(bool isThere, string name, int? value)
        {
            if (isThere)
            {
                text.Append("; ").Append(name);
                if (value is { } bits)
                {
                    text.Append(CultureInfo.InvariantCulture, $"={bits}");
                }
            }
        }
    }

    private bool TryAdd(string name, string? value, out DeflateParameters parameters)
    {
        var bits = BitsOf(value);
        DeflateParameters? with = name switch
        {
            ServerNoTakeoverName when !ServerNoContextTakeover && value is null => this with { ServerNoContextTakeover = true },
            ClientNoTakeoverName when !ClientNoContextTakeover && value is null => this with { ClientNoContextTakeover = true },
            ServerBitsName when ServerMaxWindowBits is null && bits is not null => this with { ServerMaxWindowBits = bits },
            ClientBitsName when !NamesClientMaxWindowBits && (value is null || bits is not null) =>
                this with { NamesClientMaxWindowBits = true, ClientMaxWindowBits = bits },
            _ => null,
        };
        parameters = with ?? default;
        return with is not null;
    }

    // §7.1.2: decimal, without leading zeros.
    private static int? BitsOf(string? value) => value switch
    {
        "8" => 8,
        "9" => 9,
        ['1', >= '0' and <= '5' and var unit] => 10 + unit - '0',
        _ => null,
    };
}
