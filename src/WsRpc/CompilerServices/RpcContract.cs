using System.Text.Json.Serialization.Metadata;

namespace WsRpc.CompilerServices;

/// <summary>What the generator knows of a contract: its methods, its proxy, its dispatcher.</summary>
/// <typeparam name="TService">The contract's interface, or the delegate that is called by reference.</typeparam>
/// <remarks>For generated code. Immutable.</remarks>
public sealed class RpcContract<TService>
    where TService : class
{
    private readonly RpcMethod[] _methods;
    private RpcObjectContract? _byReference;

    /// <summary>Describes a contract.</summary>
    /// <param name="name">The service's name, as a peer is told it.</param>
    /// <param name="methods">Its methods.</param>
    /// <param name="createProxy">Makes the object that calls the peer.</param>
    /// <param name="createDispatcher">Makes the object that the peer's calls go to.</param>
    public RpcContract(string name, RpcMethod[] methods, Func<RpcChannel, RpcJson, TService> createProxy, Func<TService, RpcJson, RpcDispatcher> createDispatcher)
    {
        Name = name;
        _methods = methods;
        CreateProxy = createProxy;
        CreateDispatcher = createDispatcher;
    }

    /// <summary>The contract by which servers of this one call back.</summary>
    public Type? Callback { get; init; }

    /// <summary>Resolves the contract's types where there is no reflection.</summary>
    public IJsonTypeInfoResolver? JsonContext { get; init; }

    /// <summary>Whether calls to it run one at a time.</summary>
    public bool Ordered { get; init; }

    /// <summary>Its events.</summary>
    public RpcEvent[] Events { init => DeclaredEvents = value; }

    internal IReadOnlyList<RpcEvent> DeclaredEvents { get; private init; } = [];

    internal string Name { get; }

    internal IReadOnlyList<RpcMethod> Methods => _methods;

    /// <summary>Names behind a handle by which a proxy says that it is not needed any more.</summary>
    internal IReadOnlyList<string> EndingMethods { get; init; } = ["dispose", "Dispose", "DisposeAsync"];

    /// <summary>The same, of objects that stay where they are.</summary>
    internal RpcObjectContract ByReference => _byReference ??= new RpcObjectContract.Of<TService>(this);

    internal Func<RpcChannel, RpcJson, TService> CreateProxy { get; }

    internal Func<TService, RpcJson, RpcDispatcher> CreateDispatcher { get; }
}
