using System.Text.Json.Nodes;
using WsRpc.CompilerServices;

namespace WsRpc;

/// <summary>The services exposed to one peer: an endpoint's on a server, the callbacks on a client.</summary>
internal sealed class ServiceTable
{
    private readonly List<ServiceRegistration> _services = [];

    public IReadOnlyList<ServiceRegistration> Services => _services;

    /// <summary>One object for all connections; it stays its owner's.</summary>
    public void Add<TService>(TService service)
        where TService : class
    {
        ArgumentNullException.ThrowIfNull(service);
        AddUnique(new ServiceRegistration<TService>(RpcContracts.Get<TService>(), _ => service, ownedByConnection: false));
    }

    /// <summary>One object a connection, made when it opens and disposed after its last call.</summary>
    public void Add<TService>(Func<RpcConnection, TService> factory)
        where TService : class
    {
        ArgumentNullException.ThrowIfNull(factory);
        AddUnique(new ServiceRegistration<TService>(RpcContracts.Get<TService>(), factory, ownedByConnection: true));
    }

    /// <summary>One method by its wire name.</summary>
    /// <exception cref="ArgumentException">It is no name that a method may have.</exception>
    public void Add(string name, Func<RpcConnection, JsonNode?, CancellationToken, ValueTask<JsonNode?>> handler)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(handler);
        if (name.StartsWith("$/", StringComparison.Ordinal) || name.StartsWith("rpc.", StringComparison.Ordinal))
        {
            throw new ArgumentException($"\"{name}\" is reserved: names that begin with $/ or rpc. belong to protocols.", nameof(name));
        }

        AddUnique(new NamedMethod(name, handler));
    }

    private void AddUnique(ServiceRegistration added)
    {
        foreach (var present in _services)
        {
            if (present.ServiceType is { } type && type == added.ServiceType)
            {
                throw new InvalidOperationException($"{type.Name} is served here already.");
            }

            if (present.WireNames.Intersect(added.WireNames).FirstOrDefault() is { } name)
            {
                throw new InvalidOperationException(present.ServiceType is null || added.ServiceType is null
                    ? $"\"{name}\" is served here already."
                    : $"{present.ServiceType} and {added.ServiceType} both serve \"{name}\"; name one with [WsService(\"…\")].");
            }
        }

        _services.Add(added);
    }
}
