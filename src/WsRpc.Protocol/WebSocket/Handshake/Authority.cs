using System.Globalization;

namespace WsRpc.Protocol.WebSocket;

/// <summary>A host and perhaps a port, as in the Host header (RFC 9110 §7.2) and in an origin (RFC 6454 §6.2).</summary>
internal readonly record struct Authority(string Host, int? Port)
{
    public static bool TryParse(ReadOnlySpan<char> text, out Authority authority)
    {
        authority = default;
        var colon = text.LastIndexOf(':');
        if (colon <= text.LastIndexOf(']'))
        {
            colon = -1;
        }

        var host = colon < 0 ? text : text[..colon];
        if (!IsHost(host) || !TryParsePort(colon < 0 ? [] : text[(colon + 1)..], out var port))
        {
            return false;
        }

        authority = new Authority(host.ToString(), port);
        return true;
    }

    /// <summary>Whether both name the same place, where a missing port is the default of the scheme at hand.</summary>
    public bool IsSameAs(Authority other, int defaultPort) =>
        Host.Equals(other.Host, StringComparison.OrdinalIgnoreCase)
        && (Port ?? defaultPort) == (other.Port ?? defaultPort);

    private static bool IsHost(ReadOnlySpan<char> host) =>
        host is ['[', .. var literal, ']'] ? HttpSyntax.IsAddressLiteral(literal) : HttpSyntax.IsRegisteredName(host);

    // RFC 3986 §3.2.3: the digits may be missing, which means the default.
    private static bool TryParsePort(ReadOnlySpan<char> digits, out int? port)
    {
        port = null;
        if (digits.IsEmpty)
        {
            return true;
        }

        if (!ushort.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        port = number;
        return true;
    }
}
