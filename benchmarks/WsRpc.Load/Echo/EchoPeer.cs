namespace WsRpc.Load;

/// <summary>An echo server to measure.</summary>
/// <param name="Name">Its name on the command line and in the results.</param>
/// <param name="Server">Its name in <see cref="BareServers"/>.</param>
/// <param name="SpeaksWebSocket">If not, it is sent the octets of the frames, without an opening handshake.</param>
internal sealed record EchoPeer(string Name, string Server, bool SpeaksWebSocket = true)
{
    /// <summary>What the others are compared with.</summary>
    public static EchoPeer Floor { get; } = new("epoll-tcp", BareServers.EpollTcpEcho, SpeaksWebSocket: false);

    public static IReadOnlyList<EchoPeer> All { get; } =
    [
        new("wsrpc", BareServers.WsRpcEcho),
        new("wsrpc-portable", BareServers.WsRpcPortableEcho),
        new("kestrel", BareServers.KestrelEcho),
        Floor,
    ];

    /// <exception cref="FormatException">There is none of that name.</exception>
    public static EchoPeer Find(string name) =>
        All.FirstOrDefault(peer => peer.Name == name)
        ?? throw new FormatException($"\"{name}\" is none of the peers {string.Join(", ", All.Select(peer => peer.Name))}.");
}
