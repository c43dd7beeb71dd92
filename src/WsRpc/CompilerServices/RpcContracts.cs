using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;

namespace WsRpc.CompilerServices;

/// <summary>Where generated code makes its contracts known, and where they are found without reflection.</summary>
public static class RpcContracts
{
    private static readonly ConcurrentDictionary<Type, Lazy<RpcObjectContract>> ByType = new() { [typeof(IDisposable)] = new(static () => DisposableContract.Instance.ByReference) };

    /// <summary>Makes a contract known. Called by a module initializer, so the contract itself is made only when it is first asked for.</summary>
    /// <typeparam name="TService">The contract's interface.</typeparam>
    /// <param name="contract">Makes the description; called at most a few times, one result is kept.</param>
    public static void Register<TService>(Func<RpcContract<TService>> contract)
        where TService : class
    {
        Registration<TService>.Factory = contract;
        ByType[typeof(TService)] = new(static () => Get<TService>().ByReference);
    }

    /// <summary>The contract of observers of <typeparamref name="T"/> by reference.</summary>
    /// <typeparam name="T">What they are told.</typeparam>
    /// <param name="context">Resolves <typeparamref name="T"/> where there is no reflection; null for none.</param>
    /// <param name="acceptsNull">Whether they may be told null.</param>
    public static RpcContract<IObserver<T>> Observer<T>(IJsonTypeInfoResolver? context = null, bool acceptsNull = false) => ObserverContract.Of<T>(context, acceptsNull);

    /// <summary>The contract of objects by reference.</summary>
    /// <exception cref="InvalidOperationException">The generator has written nothing for the interface; the message says why.</exception>
    internal static RpcObjectContract Get(Type service)
    {
        if (!ByType.TryGetValue(service, out var known))
        {
            // Naming an interface does not yet run the module initializer of its assembly.
            RuntimeHelpers.RunModuleConstructor(service.Module.ModuleHandle);
        }

        return known?.Value ?? (ByType.TryGetValue(service, out known) ? known.Value : throw NotGenerated(service));
    }

    /// <exception cref="InvalidOperationException">The generator has written nothing for the interface; the message says why.</exception>
    internal static RpcContract<TService> Get<TService>()
        where TService : class
    {
        if (Registration<TService>.Contract is { } known)
        {
            return known;
        }

        // Naming an interface does not yet run the module initializer of its assembly.
        if (Registration<TService>.Factory is null)
        {
            RuntimeHelpers.RunModuleConstructor(typeof(TService).Module.ModuleHandle);
        }

        return Registration<TService>.Contract = Registration<TService>.Factory?.Invoke() ?? throw NotGenerated(typeof(TService));
    }

    private static InvalidOperationException NotGenerated(Type service)
    {
        var isService = service.IsDefined(typeof(WsServiceAttribute), inherit: false);
        return new InvalidOperationException(isService
            ? $"{service.Name} has [WsService] but no generated code: the project of {service.Assembly.GetName().Name} needs the generator, which comes with the package WsRpc (PrivateAssets must not exclude analyzers), or, with project references, WsRpc.Generators.csproj as OutputItemType=\"Analyzer\"; and it must build without WSR diagnostics."
            : $"{service.Name} is not a [WsService]; add the attribute to the interface.");
    }

    private static class Registration<TService>
        where TService : class
    {
        public static Func<RpcContract<TService>>? Factory;
        public static RpcContract<TService>? Contract;
    }
}
