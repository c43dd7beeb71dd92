using WsRpc.CompilerServices;

namespace WsRpc;

/// <summary>A service, or a single method, as it was added to a server's endpoint or to a client.</summary>
internal abstract class ServiceRegistration(Type? serviceType, string name, IReadOnlyList<RpcMethod> methods, bool ordered = false)
{
    /// <summary>The contract; null for a single method.</summary>
    public Type? ServiceType => serviceType;

    public string Name => name;

    public IReadOnlyList<RpcMethod> Methods => methods;

    /// <summary>Whether calls to it run one at a time.</summary>
    public bool IsOrdered => ordered;

    /// <summary>Whether calls may have to wait for calls to it.</summary>
    public bool KeepsOrder { get; } = ordered || methods.Any(static method => method.Barrier);

    /// <summary>Makes what a connection calls.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="settings">How its values are written and read.</param>
    /// <param name="owned">The service object, where it was made for this connection and ends with it.</param>
    public abstract RpcDispatcher CreateDispatcher(RpcConnection connection, RpcSettings settings, out object? owned);
}

/// <inheritdoc/>
internal sealed class ServiceRegistration<TService>(RpcContract<TService> contract, Func<RpcConnection, TService> factory, bool ownedByConnection)
    : ServiceRegistration(typeof(TService), contract.Name, contract.Methods, contract.Ordered)
    where TService : class
{
    public override RpcDispatcher CreateDispatcher(RpcConnection connection, RpcSettings settings, out object? owned)
    {
        var service = factory(connection) ?? throw new InvalidOperationException($"The factory of {typeof(TService)} returned null.");
        owned = ownedByConnection ? service : null;
        return contract.CreateDispatcher(service, settings.JsonFor(contract.JsonContext));
    }
}
