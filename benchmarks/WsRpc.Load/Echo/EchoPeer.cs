namespace WsRpc.Load;

/// <summary>An echo server to measure.</summary>
/// <param name="Name">Its name on the command line and in the results.</param>
/// <param name="Server">Its name in <see cref="BareServers"/>.</param>
/// <param name="SpeaksWebSocket">If not, it is sent the octets of the frames, without an opening handshake.</param>
/// <param name="Compression">Agreed on when a connection opens; all messages are then compressed.</param>
/// <param name="SpeaksTls">Whether all of it goes over TLS.</param>
internal sealed record EchoPeer(string Name, string Server, bool SpeaksWebSocket = true, DeflateTerms? Compression = null, bool SpeaksTls = false) : IBarePeer
{
    // The same frames are sent again and again, so they can refer to nothing before them.
    private static readonly DeflateTerms Takeover = new(ServerTakeover: true, ClientTakeover: false);
    private static readonly DeflateTerms Alone = new(ServerTakeover: false, ClientTakeover: false);

    private static readonly EchoPeer TcpFloor = new("epoll-tcp", BareServers.EpollTcpEcho, SpeaksWebSocket: false);
    private static readonly EchoPeer TlsFloor = new("ssl-stream", BareServers.SslStreamEcho, SpeaksWebSocket: false, SpeaksTls: true);

    /// <summary>Those that are measured when none are named.</summary>
    public static IReadOnlyList<EchoPeer> Usual { get; } =
    [
        new("wsrpc", BareServers.WsRpcEcho),
        new("wsrpc-portable", BareServers.WsRpcPortableEcho),
        new("kestrel", BareServers.KestrelEcho),
        TcpFloor,
    ];

    public static IReadOnlyList<EchoPeer> Compressed { get; } =
    [
        new("wsrpc-deflate", BareServers.WsRpcDeflateEcho, Compression: Takeover),
        new("wsrpc-deflate-alone", BareServers.WsRpcDeflateEcho, Compression: Alone),
        new("wsrpc-deflate-level6", BareServers.WsRpcDeflateLevel6Echo, Compression: Takeover),
        new("wsrpc-deflate-level6-alone", BareServers.WsRpcDeflateLevel6Echo, Compression: Alone),
        new("kestrel-deflate", BareServers.KestrelDeflateEcho, Compression: Takeover),
        new("kestrel-deflate-alone", BareServers.KestrelDeflateEcho, Compression: Alone),
        new("ws-deflate", BareServers.NodeWsEcho, Compression: Takeover),
        new("ws-deflate-alone", BareServers.NodeWsEcho, Compression: Alone),
    ];

    public static IReadOnlyList<EchoPeer> Secure { get; } =
    [
        new("wsrpc-tls", BareServers.WsRpcTlsEcho, SpeaksTls: true),
        new("wsrpc-portable-tls", BareServers.WsRpcPortableTlsEcho, SpeaksTls: true),
        new("kestrel-tls", BareServers.KestrelTlsEcho, SpeaksTls: true),
        TlsFloor,
    ];

    /// <summary>What it is compared with.</summary>
    public EchoPeer Floor => SpeaksTls ? TlsFloor : TcpFloor;

    /// <summary>A peer, or a group of them.</summary>
    /// <exception cref="FormatException">There is none of that name, or it lacks what it needs.</exception>
    public static IReadOnlyList<EchoPeer> Find(string name) => PeerGroup.Find(name, Usual, Compressed, Secure);
}
