namespace WsRpc;

/// <summary>A URL as a WebSocket's (RFC 6455 §3), taken as browsers take it (WHATWG WebSockets §3.1): http is ws, https is wss.</summary>
internal sealed class WebSocketUrl
{
    private WebSocketUrl(Uri url, string? authorization)
    {
        Url = url;
        Authorization = authorization;
    }

    /// <summary>Begins with ws:// or wss://, and has no user information: it may be shown, but for its query.</summary>
    public Uri Url { get; }

    /// <summary>What the user information becomes; null when there was none.</summary>
    public string? Authorization { get; }

    public bool IsSecure => Url.Scheme == "wss";

    /// <summary>For a Host header: an IPv6 address stands in brackets, and without the zone that means something here only (RFC 6874 §4).</summary>
    public string Host => Url.HostNameType == UriHostNameType.IPv6 ? $"[{TlsHost}]" : Url.IdnHost;

    /// <summary>For a certificate: no brackets and no zone.</summary>
    public string TlsHost => DialHost.Split('%')[0];

    /// <summary>For a connection: a zone of an IPv6 address stands behind a percent sign, which URLs write as %25 (RFC 6874 §2).</summary>
    public string DialHost => Url.IdnHost.Replace("%25", "%", StringComparison.Ordinal);

    /// <summary>Host and port, the default one too.</summary>
    public string Authority => $"{Host}:{Url.Port}";

    /// <summary>For people: without the query, which may hold a token that no log should show.</summary>
    public string Place => Url.GetLeftPart(UriPartial.Path);

    /// <summary>For what only knows http:// and https://.</summary>
    public Uri HttpUrl => new($"http{Url.AbsoluteUri[2..]}");

    /// <exception cref="ArgumentException">It is none.</exception>
    public static WebSocketUrl Of(Uri url)
    {
        if (!url.IsAbsoluteUri || url.Scheme is not ("ws" or "wss" or "http" or "https"))
        {
            throw new ArgumentException("A WebSocket URL begins with ws:// or wss://.", nameof(url));
        }

        if (url.Fragment.Length > 0)
        {
            throw new ArgumentException("A WebSocket URL has no fragment (RFC 6455 §3).", nameof(url));
        }

        if (url.Scheme is "ws" or "wss" && url.UserInfo.Length == 0)
        {
            return new WebSocketUrl(url, null);
        }

        var shown = url.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);
        return new WebSocketUrl(
            new Uri(shown.StartsWith("http", StringComparison.Ordinal) ? $"ws{shown[4..]}" : shown),
            url.UserInfo.Length > 0 ? BasicCredentials.OfUserInfo(url.UserInfo) : null);
    }
}
