using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>How a server listens and what it admits.</summary>
public sealed class WsRpcServerOptions : RpcOptions
{
    /// <summary>How long a client may take for its opening request. Default: 10 seconds.</summary>
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
