namespace WsRpc.Protocol.WebSocket;

/// <summary>An origin of the web: scheme, host and port (RFC 6454 §4).</summary>
internal readonly record struct Origin(Authority Authority, int DefaultPort)
{
    private const string Http = "http://";
    private const string Https = "https://";

    /// <summary>Parses a serialized origin (RFC 6454 §6.2); opaque ones ("null") and foreign schemes are none.</summary>
    public static bool TryParse(string text, out Origin origin)
    {
        var schemeLength = SchemeLength(text);
        if (schemeLength == 0 || !Authority.TryParse(text.AsSpan(schemeLength), out var authority))
        {
            origin = default;
            return false;
        }

        origin = new Origin(authority, schemeLength == Http.Length ? 80 : 443);
        return true;
    }

    /// <summary>How long <c>http://</c> or <c>https://</c> is at the front; 0 for neither.</summary>
    public static int SchemeLength(string text) =>
        text.StartsWith(Http, StringComparison.OrdinalIgnoreCase) ? Http.Length
        : text.StartsWith(Https, StringComparison.OrdinalIgnoreCase) ? Https.Length
        : 0;
}
