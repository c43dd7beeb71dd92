namespace WsRpc;

/// <inheritdoc/>
internal sealed class RpcGroups(IRpcBackplane backplane) : IRpcGroups
{
    public ValueTask AddAsync(string connectionId, string group, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connectionId);
        ArgumentException.ThrowIfNullOrEmpty(group);
        return backplane.AddAsync(connectionId, group, cancellationToken);
    }

    public ValueTask RemoveAsync(string connectionId, string group, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connectionId);
        ArgumentNullException.ThrowIfNull(group);
        return backplane.RemoveAsync(connectionId, group, cancellationToken);
    }

    public ValueTask<IReadOnlyList<string>> MembersAsync(string group, CancellationToken cancellationToken = default) =>
        backplane.ConnectionsAsync(RpcTarget.Group(group), cancellationToken);

    public ValueTask<int> CountAsync(string group, CancellationToken cancellationToken = default) => backplane.CountAsync(RpcTarget.Group(group), cancellationToken);

    public ValueTask<IReadOnlyList<string>> OfAsync(string connectionId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connectionId);
        return backplane.GroupsAsync(connectionId, cancellationToken);
    }
}
