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

    /// <summary>
    /// How long an opening may take, from the accepted socket to the first call: the TLS handshake, if any, the client's request however slowly it comes, and
    /// what <see cref="Authenticate"/> and <see cref="OnConnected"/> do. A client that is too slow is cut off. Default: 10 seconds.
    /// </summary>
    public TimeSpan HandshakeTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The largest head of an opening request, in octets; a larger one is answered with 431. Default: 16 KiB.</summary>
    public int MaxHandshakeBytes { get; set; } = HandshakeLimits.Default.MaxHeadBytes;

    /// <summary>How many connections may stand at a time, openings included; one more is answered with 503. Default: 65,536.</summary>
    public int MaxConnections { get; set; } = 65_536;

    /// <summary>
    /// How many connections may stand at a time from one address, openings included; one more is answered with 429. An IPv6 client is
    /// counted by its /64. All clients of a proxy come from one address: where more than so many do, set it as high as
    /// <see cref="MaxConnections"/>. Default: 16,384, a quarter of them.
    /// </summary>
    public int MaxConnectionsPerAddress { get; set; } = 16_384;

    /// <summary>How many groups a connection may be in at a time (<see cref="IRpcGroups"/>); one more fails with <see cref="RpcLimitException"/>. Default: 1,024.</summary>
    public int MaxGroupsPerConnection { get; set; } = 1024;

    /// <summary>
    /// The origins, beside the server's own, whose pages may connect: <c>https://app.example.com</c>; <c>*</c> admits every page,
    /// <c>null</c> those that have no origin, as files and sandboxed frames. What can be no page's origin, as <c>ftp://x</c>, is refused by <see cref="WsRpcServer.StartAsync"/>. Clients that are no browsers send no <c>Origin</c> header and are not concerned. Default: none.
    /// </summary>
    public ICollection<string> AllowedOrigins { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Decides who may open a connection, once its request is known to be well-formed, for a path that is served, and from a page that
    /// may connect: <see cref="WsRpcHandshake.Accept(System.Security.Claims.ClaimsPrincipal)"/> or <see cref="WsRpcHandshake.Reject"/>.
    /// It runs on the thread pool, for many requests at a time, and each time within <see cref="HandshakeTimeout"/>, at which its token is cancelled and the client is
    /// answered with 503: its seat is free then, whatever this still does. When it throws, or returns null, that is logged and the client is answered with 500, without details. Default: everybody is
    /// accepted, and is nobody in particular.
    /// </summary>
    public Func<WsRpcHandshakeRequest, CancellationToken, ValueTask<WsRpcHandshake>>? Authenticate { get; set; }

    /// <summary>
    /// Runs for each connection after <see cref="Authenticate"/>, and before its services are made and its first call is read. It may send
    /// notifications; an answer of the peer cannot come yet, so it must not wait for one. It has what is left of
    /// <see cref="HandshakeTimeout"/>, at which its token is cancelled. An <see cref="RpcErrorException"/> that it makes closes the
    /// connection with 1008 and its message for the reason; any other exception, and running out of time, is logged and closes with 1011, without
    /// details. It may also close the connection itself. Default: nothing.
    /// </summary>
    public Func<RpcConnection, CancellationToken, ValueTask>? OnConnected { get; set; }

    /// <summary>
    /// Runs once for each connection that <see cref="OnConnected"/> let in, after it has ended, with how it did. Calls of the peer may
    /// still run, with their tokens cancelled. An exception is logged. Default: nothing.
    /// </summary>
    public Func<RpcConnection, RpcClosed, ValueTask>? OnDisconnected { get; set; }

    internal override void Validate()
    {
        base.Validate();
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(HandshakeTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxHandshakeBytes, 256);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxConnections);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxConnectionsPerAddress);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxGroupsPerConnection);
    }
}
