using System.Net;
using System.Security.Cryptography;
using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>The request that a client opens a WebSocket with (RFC 6455 §4.1).</summary>
internal static class ClientRequest
{
    public static ClientHandshakeRequest Of(WebSocketUrl url, WebSocketConnectOptions options) => new()
    {
        Host = url.Url.IsDefaultPort ? url.Host : url.Authority,
        Target = url.Url.PathAndQuery,
        Key = ClientHandshakeRequest.EncodeKey(RandomNumberGenerator.GetBytes(16)),
        Subprotocols = options.Subprotocols,
        Extensions = options.Connection.Compression is { } offered ? [PerMessageDeflate.Offer(offered, options.Connection.DeflateProvider)] : [],
        Origin = options.Origin,
        Headers = WithCookies(WithAuthorization(options.Headers, url), options.Cookies, url),
    };

    /// <summary>Keeps what the server asks to be sent again (RFC 6265 §5.2), whatever else it answers.</summary>
    public static void KeepCookies(CookieContainer? cookies, HttpResponseHead response, WebSocketUrl url)
    {
        if (cookies is null)
        {
            return;
        }

        foreach (var header in response.Headers.Where(header => header.Name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase)))
        {
            try
            {
                cookies.SetCookies(url.HttpUrl, header.Value);
            }
            catch (CookieException)
            {
                // Malformed, too large, or of another host: the server's mistake, and none that concerns the connection.
            }
        }
    }

    // What the application says itself wins over the URL.
    private static IReadOnlyList<HttpHeader> WithAuthorization(IReadOnlyList<HttpHeader> headers, WebSocketUrl url) =>
        url.Authorization is not { } authorization || headers.Any(Has("Authorization")) ? headers : [.. headers, new("Authorization", authorization)];

    // All on one line (RFC 6265 §5.4).
    private static IReadOnlyList<HttpHeader> WithCookies(IReadOnlyList<HttpHeader> headers, CookieContainer? cookies, WebSocketUrl url)
    {
        if (cookies?.GetCookieHeader(url.HttpUrl) is not { Length: > 0 } kept)
        {
            return headers;
        }

        var own = headers.Where(Has("Cookie")).Select(header => header.Value);
        return [.. headers.Where(header => !Has("Cookie")(header)), new("Cookie", string.Join("; ", own.Append(kept)))];
    }

    private static Func<HttpHeader, bool> Has(string name) => header => name.Equals(header.Name, StringComparison.OrdinalIgnoreCase);
}
