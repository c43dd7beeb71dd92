using System.Text.Json.Nodes;

namespace WsRpc;

/// <summary>A path of a server, with the services that are exposed there.</summary>
public sealed class WsRpcEndpoint
{
    private readonly ServiceTable _services = new();
    private EndpointHooks? _hooks;

    internal WsRpcEndpoint(string path) => Path = path;

    /// <summary>The path, for example <c>/rpc</c>.</summary>
    public string Path { get; }

    internal WsRpcEndpointOptions Options { get; } = new();

    internal EndpointHooks Hooks => _hooks ?? throw new InvalidOperationException("The server has not been started.");

    internal IReadOnlyList<ServiceRegistration> Services => _services.Services;

    /// <summary>Exposes a service here, one object for all connections.</summary>
    /// <typeparam name="TService">The contract.</typeparam>
    /// <param name="service">What the clients' calls go to, from several threads at a time; it is not disposed.</param>
    /// <returns>This endpoint.</returns>
    /// <exception cref="InvalidOperationException">
    /// <typeparamref name="TService"/> is no contract, a wire name of it is served here already, or the server has been started.
    /// </exception>
    public WsRpcEndpoint AddService<TService>(TService service)
        where TService : class
    {
        CheckNotStarted();
        _services.Add(service);
        return this;
    }

    /// <summary>Exposes a service here, one object a connection.</summary>
    /// <typeparam name="TService">The contract.</typeparam>
    /// <param name="factory">Makes the object when a connection opens, before its first call; it is disposed after its last call.</param>
    /// <returns>This endpoint.</returns>
    /// <exception cref="InvalidOperationException">
    /// <typeparamref name="TService"/> is no contract, a wire name of it is served here already, or the server has been started.
    /// </exception>
    public WsRpcEndpoint AddService<TService>(Func<RpcConnection, TService> factory)
        where TService : class
    {
        CheckNotStarted();
        _services.Add(factory);
        return this;
    }

    /// <summary>Serves a method by its wire name, for tools that have no contract.</summary>
    /// <param name="name">The wire name.</param>
    /// <param name="handler">
    /// Given the connection, the arguments as they came (an array, an object, or <see langword="null"/> for none) and a token that fires when the call is
    /// cancelled, gives the result. Called from several threads at a time. Of a notification the result is dropped.
    /// </param>
    /// <returns>This endpoint.</returns>
    /// <exception cref="ArgumentException">The name is empty or reserved.</exception>
    /// <exception cref="InvalidOperationException">The name is served already, or the server has been started.</exception>
    public WsRpcEndpoint AddMethod(string name, Func<RpcConnection, JsonNode?, CancellationToken, ValueTask<JsonNode?>> handler)
    {
        CheckNotStarted();
        _services.Add(name, handler);
        return this;
    }

    internal void Seal(WsRpcServerOptions server) => _hooks = EndpointHooks.Of(Options, server);

    private void CheckNotStarted()
    {
        if (_hooks is not null)
        {
            throw new InvalidOperationException("The server has been started: add services before StartAsync.");
        }
    }
}
