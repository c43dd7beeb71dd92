namespace WsRpc;

/// <inheritdoc/>
internal sealed class RpcPresence(IRpcBackplane backplane) : IRpcPresence
{
    public event EventHandler<RpcPresenceChange> Changed
    {
        add => backplane.Changed += value;
        remove => backplane.Changed -= value;
    }

    public ValueTask<IReadOnlyList<string>> ConnectionsAsync(RpcTarget target, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        return backplane.ConnectionsAsync(target, cancellationToken);
    }

    public ValueTask<int> CountAsync(RpcTarget target, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        return backplane.CountAsync(target, cancellationToken);
    }

    public ValueTask<IReadOnlyList<string>> UsersAsync(CancellationToken cancellationToken = default) => backplane.UsersAsync(cancellationToken);
}
