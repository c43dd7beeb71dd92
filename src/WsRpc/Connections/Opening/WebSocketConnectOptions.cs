using System.Net;
using System.Net.Security;
using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>How a WebSocket connection is opened by a client.</summary>
public sealed record WebSocketConnectOptions
{
    /// <summary>The subprotocols offered, the dearest first.</summary>
    public IReadOnlyList<string> Subprotocols { get; init; } = [];

    /// <summary>The <c>Origin</c> header, which browsers send and other clients usually do not.</summary>
    public string? Origin { get; init; }

    /// <summary>Further header fields of the request.</summary>
    public IReadOnlyList<HttpHeader> Headers { get; init; } = [];

    /// <summary>
    /// Where cookies are kept: those that fit the URL are sent, and those that the server's answer sets are stored, also where it refuses.
    /// Default: <see langword="null"/>, no cookies.
    /// </summary>
    public CookieContainer? Cookies { get; init; }

    /// <summary>
    /// How TLS is spoken to a server at <c>wss://</c>: client certificates, which servers are trusted, revocation, protocols. Copied when dialing and never
    /// changed. Default: <see langword="null"/>, as the system has it; the host of the URL must be that of the certificate, ALPN is <c>http/1.1</c>.
    /// </summary>
    public SslClientAuthenticationOptions? Tls { get; init; }

    /// <summary>
    /// The HTTP proxy (<c>http://</c>, reached by CONNECT for ws:// and wss:// alike, with Basic authentication from its <see cref="IWebProxy.Credentials"/>).
    /// It decides which servers are reached without it. Default: <see cref="HttpClient.DefaultProxy"/>, which heeds the system's settings and the variables
    /// HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY (where those are set, this machine is reached by the proxy too, unless NO_PROXY names it);
    /// <see langword="null"/> for none.
    /// </summary>
    public IWebProxy? Proxy { get; init; } = HttpClient.DefaultProxy;

    /// <summary>How long the way to the server may take: its name, TCP, proxy and TLS together. Default: 15 seconds.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the opening handshake may take after that, from the request to the head of the answer. Default: 10 seconds.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Bounds of the response's head.</summary>
    public HandshakeLimits HandshakeLimits { get; init; } = HandshakeLimits.Default;

    /// <summary>Bounds and times of the connection.</summary>
    public WebSocketConnectionOptions Connection { get; init; } = WebSocketConnectionOptions.Default;

    /// <summary>Finds the addresses of a host, the best first; null leaves that to the system.</summary>
    internal Func<string, CancellationToken, Task<IPAddress[]>>? ResolveHost { get; init; }
}
