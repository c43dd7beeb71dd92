using System.Runtime.CompilerServices;
using WsRpc.CompilerServices;

namespace WsRpc;

/// <summary>A service, or a single method, as it was added to a server's endpoint or to a client.</summary>
internal abstract class ServiceRegistration(Type? serviceType, string name, IReadOnlyList<RpcMethod> methods, bool ordered = false, IReadOnlyList<RpcEvent>? events = null)
{
    /// <summary>The contract; null for a single method.</summary>
    public Type? ServiceType => serviceType;

    public string Name => name;

    public IReadOnlyList<RpcMethod> Methods => methods;

    public IReadOnlyList<RpcEvent> Events { get; } = events ?? [];

    /// <summary>The wire names of its methods and events.</summary>
    public IEnumerable<string> WireNames => methods.Select(static method => method.Name).Concat(Events.Select(static declared => declared.Name));

    /// <summary>Whether calls to it run one at a time.</summary>
    public bool IsOrdered => ordered;

    /// <summary>Whether calls may have to wait for calls to it.</summary>
    public bool KeepsOrder { get; } = ordered || methods.Any(static method => method.Barrier);

    /// <summary>Makes what a connection calls.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="settings">How its values are written and read.</param>
    /// <param name="owned">The service object, where it was made for this connection and ends with it.</param>
    public abstract RpcDispatcher CreateDispatcher(RpcConnection connection, RpcSettings settings, out object? owned);

    /// <summary>What tells of its events: for one connection, or for all where they share the service.</summary>
    /// <param name="dispatcher">What <see cref="CreateDispatcher"/> has made for the connection.</param>
    /// <param name="settings">How its values are written.</param>
    public virtual EventFeeds FeedsOf(RpcDispatcher dispatcher, RpcSettings settings) => new(Events, dispatcher, settings.Logger);
}

/// <inheritdoc/>
internal sealed class ServiceRegistration<TService>(RpcContract<TService> contract, Func<RpcConnection, TService> factory, bool ownedByConnection)
    : ServiceRegistration(typeof(TService), contract.Name, contract.Methods, contract.Ordered, contract.DeclaredEvents)
    where TService : class
{
    // By what decides how values are written. What nobody uses any more goes by itself.
    private readonly ConditionalWeakTable<RpcSettings, EventFeeds> _shared = [];

    public override RpcDispatcher CreateDispatcher(RpcConnection connection, RpcSettings settings, out object? owned)
    {
        var service = factory(connection) ?? throw new InvalidOperationException($"The factory of {typeof(TService)} returned null.");
        owned = ownedByConnection ? service : null;
        return contract.CreateDispatcher(service, settings.JsonFor(contract.JsonContext));
    }

    public override EventFeeds FeedsOf(RpcDispatcher dispatcher, RpcSettings settings) =>
        ownedByConnection ? base.FeedsOf(dispatcher, settings) : _shared.GetValue(settings, _ => base.FeedsOf(dispatcher, settings));
}
