using System.Runtime.CompilerServices;
using WsRpc.CompilerServices;

namespace WsRpc;

/// <inheritdoc/>
internal sealed class RpcClients<T> : IRpcClients<T>
    where T : class
{
    private readonly RpcContract<T> _contract = RpcContracts.Get<T>();
    private readonly IRpcBackplane _backplane;
    private readonly Func<RpcSettings> _settings;
    private T? _all;

    public RpcClients(IRpcBackplane backplane, Func<RpcSettings> settings) => (_backplane, _settings) = (backplane, settings);

    public T All => _all ??= To(RpcTarget.All);

    public T Client(string connectionId)
    {
        ArgumentNullException.ThrowIfNull(connectionId);
        return Client(connectionId, options: null);
    }

    public T User(string userId) => To(RpcTarget.User(userId));

    public T Group(string group) => To(RpcTarget.Group(group));

    public T AllExcept(params IEnumerable<string> connectionIds) => To(RpcTarget.AllExcept(connectionIds));

    public T GroupExcept(string group, params IEnumerable<string> connectionIds) => To(RpcTarget.GroupExcept(group, connectionIds));

    public IAsyncEnumerable<RpcReply<TResult>> AskAsync<TResult>(RpcTarget target, Func<T, Task<TResult>> ask, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(ask);
        return GatherAsync(target, ask, new RpcCallOptions { Timeout = timeout }, cancellationToken);
    }

    public IAsyncEnumerable<RpcReply<TResult>> AskAsync<TResult>(RpcTarget target, Func<T, ValueTask<TResult>> ask, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ask);
        return AskAsync(target, client => ask(client).AsTask(), timeout, cancellationToken);
    }

    private async IAsyncEnumerable<RpcReply<TResult>> GatherAsync<TResult>(
        RpcTarget target, Func<T, Task<TResult>> ask, RpcCallOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var connections = await _backplane.ConnectionsAsync(target, cancellationToken).ConfigureAwait(false);
        var replies = connections.Select(connection => AskAsync(connection, ask, options)).ToArray();
        await foreach (var reply in Task.WhenEach(replies).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return await reply.ConfigureAwait(false);
        }
    }

    private async Task<RpcReply<TResult>> AskAsync<TResult>(string connectionId, Func<T, Task<TResult>> ask, RpcCallOptions options)
    {
        try
        {
            return new(connectionId, await ask(Client(connectionId, options)).ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            return new(connectionId, exception);
        }
    }

    private T Client(string connectionId, RpcCallOptions? options) => Over(_backplane.ChannelTo(connectionId, options));

    private T To(RpcTarget target) => Over(new TargetChannel(_backplane, target, _settings().Json));

    private T Over(RpcChannel channel) => _contract.CreateProxy(channel, _settings().JsonFor(_contract.JsonContext));
}
