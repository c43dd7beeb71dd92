using System.Net.Security;
using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>How a server listens and what it admits.</summary>
public sealed class WsRpcServerOptions : RpcOptions
{
    /// <summary>The certificate that a server at <c>wss://</c> shows. Default: none, which only <c>ws://</c> goes with.</summary>
    public ServerCertificate? Certificate { get; set; }

    /// <summary>
    /// What else there is to say about TLS: whether clients need a certificate and which are valid, protocols, ciphers. Copied at each handshake and
    /// never changed. A certificate set here is shown where <see cref="Certificate"/> is <see langword="null"/>. Default: <see langword="null"/>,
    /// TLS as the system has it, ALPN <c>http/1.1</c>, no client certificates.
    /// </summary>
    public SslServerAuthenticationOptions? Tls { get; set; }

    internal bool HasCertificate => Certificate is not null || (Tls?.HasCertificate() ?? false);

    /// <summary>How long a client may take for the TLS handshake, if any, and its opening request together. Default: 10 seconds.</summary>
    public TimeSpan HandshakeTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The largest head of an opening request, in octets; a larger one is answered with 431. Default: 16 KiB.</summary>
    public int MaxHandshakeBytes { get; set; } = HandshakeLimits.Default.MaxHeadBytes;

    /// <summary>How many connections may stand at a time, openings included; one more is answered with 503. Default: 65,536.</summary>
    public int MaxConnections { get; set; } = 65_536;

    /// <summary>
    /// The origins, beside the server's own, whose pages may connect: <c>https://app.example.com</c>; <c>*</c> admits every page.
    /// Clients that are no browsers send no <c>Origin</c> header and are not concerned. Default: none.
    /// </summary>
    public ICollection<string> AllowedOrigins { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    internal override void Validate()
    {
        base.Validate();
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(HandshakeTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxHandshakeBytes, 256);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxConnections);
    }
}
