namespace WsRpc;

/// <summary>Groups of connections, by name. A group is there as long as somebody is in it. <see cref="WsRpcServer.Groups"/>.</summary>
/// <remarks>
/// By the ids of connections, and asynchronous, so that code which uses them goes on to work where the connections are spread over several servers. On one server
/// all tasks are complete when they are returned. Thread-safe.
/// </remarks>
public interface IRpcGroups
{
    /// <summary>Puts a connection into a group, from its <see cref="WsRpcServerOptions.OnConnected"/> on. Twice is once. A connection that has ended is passed over; it leaves all of its groups by itself.</summary>
    /// <param name="connectionId">The <see cref="RpcConnection.Id"/>.</param>
    /// <param name="group">The group's name; compared ordinally.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RpcLimitException">The connection is in <see cref="WsRpcServerOptions.MaxGroupsPerConnection"/> groups already.</exception>
    /// <exception cref="ArgumentException"><paramref name="group"/> is empty.</exception>
    ValueTask AddAsync(string connectionId, string group, CancellationToken cancellationToken = default);

    /// <summary>Takes a connection out of a group. Nothing happens where it is not in it.</summary>
    /// <param name="connectionId">The <see cref="RpcConnection.Id"/>.</param>
    /// <param name="group">The group's name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask RemoveAsync(string connectionId, string group, CancellationToken cancellationToken = default);

    /// <summary>The ids of the connections in a group, in no order. A copy.</summary>
    /// <param name="group">The group's name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<string>> MembersAsync(string group, CancellationToken cancellationToken = default);

    /// <summary>How many connections are in a group.</summary>
    /// <param name="group">The group's name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<int> CountAsync(string group, CancellationToken cancellationToken = default);

    /// <summary>The names of the groups that a connection is in, in no order. A copy.</summary>
    /// <param name="connectionId">The <see cref="RpcConnection.Id"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<string>> OfAsync(string connectionId, CancellationToken cancellationToken = default);
}
