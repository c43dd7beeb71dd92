using System.Net;
using System.Text;
using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>A way through an HTTP proxy to a server (RFC 9110 §9.3.6), which RFC 6455 §4.1 wants for ws:// and wss:// alike.</summary>
internal static class ProxyTunnel
{
    /// <summary>The proxy that stands before a server; null when there is none, or when it says that this server is reached without it.</summary>
    /// <exception cref="IOException">It is one of a kind that is not supported.</exception>
    public static Uri? Find(IWebProxy? proxy, Uri url)
    {
        // A proxy that is passed by may also say so by giving the destination itself.
        if (proxy is null || proxy.IsBypassed(url) || proxy.GetProxy(url) is not { } found || found == url)
        {
            return null;
        }

        return found.Scheme == "http" ? found : throw new IOException($"the proxy {NameOf(found)} is not supported: only those at http:// are");
    }

    /// <summary>Asks the proxy for a connection to the server. Afterwards what is read from the stream comes from the server.</summary>
    /// <exception cref="IOException">The proxy refuses, or is no proxy; the message says which.</exception>
    public static async Task OpenAsync(Stream stream, Uri proxy, string authority, ICredentials? credentials, HandshakeLimits limits, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Request(authority, CredentialOf(proxy, credentials)), cancellationToken).ConfigureAwait(false);
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        var head = new HttpResponseHeadReader(limits);
        var (status, rest) = await stream.ReadHeadAsync(head.Read, cancellationToken).ConfigureAwait(false);
        var problem = status switch
        {
            HeadStatus.NeedMore => $"closed the connection instead of answering CONNECT {authority}",
            HeadStatus.Failed => $"gave an answer to CONNECT {authority} that is not HTTP",
            _ when head.Response.StatusCode == 407 => $"wants a user name and a password (407), or others than those of IWebProxy.Credentials, for CONNECT {authority}",
            _ when head.Response.StatusCode is < 200 or > 299 => $"answered CONNECT {authority} with {head.Response.StatusCode}",

            // A server does not speak first, neither TLS nor HTTP: this can only be a page of the proxy.
            _ when rest.Length > 0 => $"sent something behind its answer to CONNECT {authority}",
            _ => null,
        };
        if (problem is not null)
        {
            throw new IOException($"the proxy {NameOf(proxy)} {problem}");
        }
    }

    /// <summary>How the proxy is named to people: without what may be secret.</summary>
    public static string NameOf(Uri proxy) => proxy.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    private static byte[] Request(string authority, string? authorization)
    {
        var lines = new StringBuilder($"CONNECT {authority} HTTP/1.1\r\nHost: {authority}\r\n");
        if (authorization is not null)
        {
            lines.Append($"Proxy-Authorization: {authorization}\r\n");
        }

        return Encoding.ASCII.GetBytes(lines.Append("\r\n").ToString());
    }

    private static string? CredentialOf(Uri proxy, ICredentials? credentials) =>
        proxy.UserInfo.Length > 0 ? BasicCredentials.OfUserInfo(proxy.UserInfo)
        : credentials?.GetCredential(proxy, "Basic") is { UserName.Length: > 0 } credential ? BasicCredentials.Of(credential.UserName, credential.Password)
        : null;
}
