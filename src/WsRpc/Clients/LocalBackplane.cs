using WsRpc.CompilerServices;

namespace WsRpc;

/// <summary>The connections of one server.</summary>
/// <param name="directory">Where they stand.</param>
/// <param name="settings">How messages are written; throws while the server has not started.</param>
internal sealed class LocalBackplane(ClientDirectory directory, Func<RpcSettings> settings) : IRpcBackplane
{
    private readonly PresenceNews _news = new(directory, settings);

    public event EventHandler<RpcPresenceChange> Changed
    {
        add => _news.Add(value);
        remove => _news.Remove(value);
    }

    public ValueTask NotifyAsync(RpcTarget target, RpcMethod method, ReadOnlySpan<byte> parameters)
    {
        foreach (var connection in directory.Find(target))
        {
            if (target.Except.Length == 0 || !IsExcept(target, connection))
            {
                connection.SessionInUse?.Tell(method, parameters);
            }
        }

        return default;
    }

    public RpcChannel ChannelTo(string connectionId, RpcCallOptions? options) =>
        directory.Find(connectionId) is { } connection ? new ConnectionChannel(connection, options) : new GoneChannel(connectionId, settings().Json);

    public ValueTask AddAsync(string connectionId, string group, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        var max = directory.MaxGroupsPerConnection;
        return directory.TryJoin(connectionId, group)
            ? default
            : ValueTask.FromException(new RpcLimitException($"The connection was not put into \"{group}\": {nameof(WsRpcServerOptions.MaxGroupsPerConnection)} = {max} is reached.", nameof(WsRpcServerOptions.MaxGroupsPerConnection), max) { ConnectionId = connectionId });
    }

    public ValueTask RemoveAsync(string connectionId, string group, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        directory.Leave(connectionId, group);
        return default;
    }

    public ValueTask<IReadOnlyList<string>> GroupsAsync(string connectionId, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<IReadOnlyList<string>>(cancellationToken) : new(directory.GroupsOf(connectionId));

    public ValueTask<IReadOnlyList<string>> ConnectionsAsync(RpcTarget target, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<IReadOnlyList<string>>(cancellationToken) : new(IdsOf(target));

    public ValueTask<int> CountAsync(RpcTarget target, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<int>(cancellationToken)
        : new(target.Except.Length == 0 ? directory.Count(target) : IdsOf(target).Length);

    public ValueTask<IReadOnlyList<string>> UsersAsync(CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<IReadOnlyList<string>>(cancellationToken) : new(directory.Users());

    private string[] IdsOf(RpcTarget target) =>
        [.. directory.Find(target).Where(connection => !connection.Completion.IsCompleted && !IsExcept(target, connection)).Select(connection => connection.Id)];

    // An id that nobody has asked for is none of those.
    private static bool IsExcept(RpcTarget target, RpcConnection connection) => connection.KnownId is { } id && target.Except.Contains(id);
}
