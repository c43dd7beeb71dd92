using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>
/// Whose pages may connect. Browsers let any page open a WebSocket anywhere, cookies included, and only say whose page it
/// is (RFC 6455 §10.2).
/// </summary>
internal sealed class OriginPolicy
{
    private const string Any = "*";

    // What a page without an origin of its own has for one: a file, a sandboxed frame (HTML §7.1.1).
    private const string Opaque = "null";

    // The special schemes of the URL Standard (§3.1) by which no page comes. What applications and extensions of browsers call theirs nobody can list.
    private static readonly string[] SchemesWithoutPages = ["ftp", "ws", "wss", "file"];

    private readonly HashSet<string> _allowed;
    private readonly bool _any;

    /// <exception cref="ArgumentException">One of the entries is no origin.</exception>
    public OriginPolicy(IEnumerable<string> allowed)
    {
        _allowed = allowed.Select(Serialize).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _any = _allowed.Contains(Any);
    }

    /// <summary>Whether a request comes from a page that may connect, or from no browser at all.</summary>
    /// <param name="request">The valid request.</param>
    /// <param name="isSecure">Whether it came to us over TLS: then pages that came without are not our own, whoever sent them.</param>
    public bool Allows(UpgradeRequest request, bool isSecure) =>
        (ServerHandshake.IsSameOrigin(request) && !(isSecure && IsInsecure(request.Origin)))
        || _any
        || _allowed.Contains(request.Origin!);

    private static bool IsInsecure(string? origin) => origin?.StartsWith("http:", StringComparison.OrdinalIgnoreCase) ?? false;

    /// <summary>An entry as browsers write it: no default port, no path, names in punycode (HTML §7.1.1).</summary>
    private static string Serialize(string entry)
    {
        if (entry is Any or Opaque)
        {
            return entry;
        }

        if (!Uri.TryCreate(entry, UriKind.Absolute, out var uri)
            || uri.Host.Length == 0
            || uri.Host.Contains('*')
            || uri.UserInfo.Length > 0
            || uri.PathAndQuery is not ("/" or "")
            || uri.Fragment.Length > 0)
        {
            throw new ArgumentException(
                $"AllowedOrigins: \"{entry}\" is no origin. An origin is a scheme, a host and perhaps a port, for example https://app.example.com; * stands for every page.");
        }

        if (SchemesWithoutPages.Contains(uri.Scheme))
        {
            throw new ArgumentException(
                $"AllowedOrigins: \"{entry}\" is no origin of a page. Pages come by https or http, for example https://app.example.com, or by the scheme of an application, for example capacitor://localhost.");
        }

        var host = uri.HostNameType == UriHostNameType.IPv6 ? uri.Host : uri.IdnHost;
        return uri.IsDefaultPort ? $"{uri.Scheme}://{host}" : $"{uri.Scheme}://{host}:{uri.Port}";
    }
}
