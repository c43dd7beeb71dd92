namespace WsRpc.Load;

/// <summary>Finds peers by their names.</summary>
internal static class PeerNames
{
    /// <exception cref="FormatException">There is none of that name.</exception>
    public static T Named<T>(this IReadOnlyList<T> all, string name)
        where T : INamedPeer =>
        all.FirstOrDefault(peer => peer.Name == name)
        ?? throw new FormatException($"\"{name}\" is none of the peers {string.Join(", ", all.Select(peer => peer.Name))}.");

    /// <summary>Those of a list such as <c>wsrpc,signalr-json</c>, or all.</summary>
    /// <exception cref="FormatException">There is none of a name.</exception>
    public static IReadOnlyList<T> NamedIn<T>(this IReadOnlyList<T> all, string list)
        where T : INamedPeer =>
        list == "all" ? all : OptionValue.List(list, all.Named);
}
