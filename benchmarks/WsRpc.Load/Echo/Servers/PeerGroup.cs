namespace WsRpc.Load;

/// <summary>Finds peers by what they are called on the command line: each by its name, or a whole group.</summary>
internal static class PeerGroup
{
    private const string Usual = "usual";
    private const string Compressed = "compressed";
    private const string Secure = "tls";

    /// <exception cref="FormatException">There is none of that name, or it lacks what it needs.</exception>
    public static IReadOnlyList<T> Find<T>(string name, IReadOnlyList<T> usual, IReadOnlyList<T> compressed, IReadOnlyList<T> secure)
        where T : IBarePeer
    {
        IReadOnlyList<T> all = [.. usual, .. compressed, .. secure];
        IReadOnlyList<T> found = name switch
        {
            Usual => usual,
            Compressed => compressed,
            Secure => secure,
            _ => [.. all.Where(peer => peer.Name == name)],
        };
        if (found.Count == 0)
        {
            throw new FormatException($"\"{name}\" is none of the peers {string.Join(", ", all.Select(peer => peer.Name))}, nor the group {Usual}, {Compressed} or {Secure}.");
        }

        if (found.Any(peer => peer.Server == BareServers.NodeWsEcho))
        {
            NodeWsServer.Require();
        }

        return found;
    }
}
