using WsRpc.CompilerServices;

namespace WsRpc;

/// <summary>
/// Where clients, groups and presence come from. One server knows its own connections (<see cref="LocalBackplane"/>); a broker between several would know those of all.
/// Whoever implements it keeps to BackplaneSpecification, a class of tests. Thread-safe.
/// </summary>
/// <remarks>By ids and asynchronous, since a connection may be another server's.</remarks>
internal interface IRpcBackplane
{
    /// <summary>A change of who is there: in the order of the changes, and not within a lock that these methods need.</summary>
    event EventHandler<RpcPresenceChange> Changed;

    /// <summary>Sends a notification to all that are meant. It waits for none of their peers, and fails for none.</summary>
    /// <param name="target">Whom it is for.</param>
    /// <param name="method">The method.</param>
    /// <param name="parameters">The arguments as JSON, lent for the time of the call.</param>
    ValueTask NotifyAsync(RpcTarget target, RpcMethod method, ReadOnlySpan<byte> parameters);

    /// <summary>What reaches one connection, for calls as well. Calls to one that is not there fail with <see cref="RpcConnectionClosedException"/>.</summary>
    /// <param name="connectionId">The connection.</param>
    /// <param name="options">How calls are made.</param>
    RpcChannel ChannelTo(string connectionId, RpcCallOptions? options);

    ValueTask AddAsync(string connectionId, string group, CancellationToken cancellationToken);

    ValueTask RemoveAsync(string connectionId, string group, CancellationToken cancellationToken);

    ValueTask<IReadOnlyList<string>> GroupsAsync(string connectionId, CancellationToken cancellationToken);

    ValueTask<IReadOnlyList<string>> ConnectionsAsync(RpcTarget target, CancellationToken cancellationToken);

    ValueTask<int> CountAsync(RpcTarget target, CancellationToken cancellationToken);

    ValueTask<IReadOnlyList<string>> UsersAsync(CancellationToken cancellationToken);
}
