namespace WsRpc;

/// <summary>Who is there: connections and users. <see cref="WsRpcServer.Presence"/>.</summary>
/// <remarks>Asynchronous and by ids for the same reason as <see cref="IRpcGroups"/>. Thread-safe.</remarks>
public interface IRpcPresence
{
    /// <summary>
    /// Raised when a connection has come or gone, or has joined or left a group. Handlers are called in order, one at a time, on the thread pool; what one throws is
    /// logged. What waits for a handler is kept, so one that is slow should pass it on.
    /// </summary>
    event EventHandler<RpcPresenceChange> Changed;

    /// <summary>The ids of connections, in no order. A copy.</summary>
    /// <param name="target">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<string>> ConnectionsAsync(RpcTarget target, CancellationToken cancellationToken = default);

    /// <summary>How many connections there are.</summary>
    /// <param name="target">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<int> CountAsync(RpcTarget target, CancellationToken cancellationToken = default);

    /// <summary>The users that have a connection, each once, in no order. A copy.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<string>> UsersAsync(CancellationToken cancellationToken = default);
}
