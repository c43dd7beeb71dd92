using System.Security.Claims;
using System.Text.Json.Nodes;

namespace WsRpc.Testing;

/// <summary>What the server of a <see cref="RpcTestPair"/> serves, and what it knows of its client.</summary>
public sealed class RpcTestServerOptions : RpcOptions
{
    internal RpcTestServerOptions()
    {
    }

    /// <summary>Who the client is: <see cref="RpcConnection.User"/>. Default: nobody in particular.</summary>
    public ClaimsPrincipal? User { get; set; }

    /// <summary>The path that the client asked for: <see cref="RpcHandshake.Path"/>. Default: <c>/</c>.</summary>
    public string Path { get; set; } = "/";

    /// <summary>The header fields of the client's request: <see cref="RpcHandshake.Headers"/>. Default: none.</summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>What both ends agreed on: <c>wsrpc.1</c>, or <c>jsonrpc</c> or <see langword="null"/> for the manners of a plain peer. Default: <c>wsrpc.1</c>.</summary>
    public string? Subprotocol { get; set; } = RpcSession.ExtendedSubprotocol;

    internal ServiceTable Services { get; } = new();

    internal RpcHandshake Handshake => RpcHandshake.Of(Path, Headers, Subprotocol);

    /// <summary>Serves a contract to the client.</summary>
    /// <typeparam name="TService">The contract.</typeparam>
    /// <param name="service">What the client's calls go to; it is not disposed.</param>
    /// <returns>These options.</returns>
    /// <exception cref="InvalidOperationException"><typeparamref name="TService"/> is no contract, or serves a wire name that is served already.</exception>
    public RpcTestServerOptions AddService<TService>(TService service)
        where TService : class
    {
        Services.Add(service);
        return this;
    }

    /// <summary>Serves a contract to the client by an object that needs the connection.</summary>
    /// <typeparam name="TService">The contract.</typeparam>
    /// <param name="factory">Makes the object when the connection opens; it is disposed after the connection's last call.</param>
    /// <returns>These options.</returns>
    /// <exception cref="InvalidOperationException"><typeparamref name="TService"/> is no contract, or serves a wire name that is served already.</exception>
    public RpcTestServerOptions AddService<TService>(Func<RpcConnection, TService> factory)
        where TService : class
    {
        Services.Add(factory);
        return this;
    }

    /// <summary>Serves a method by its wire name, for tools that have no contract.</summary>
    /// <param name="name">The wire name.</param>
    /// <param name="handler">
    /// Given the connection, the arguments as they came (an array, an object, or <see langword="null"/> for none) and a token that fires when the call is
    /// cancelled, gives the result. Called from several threads at a time. Of a notification the result is dropped.
    /// </param>
    /// <returns>These options.</returns>
    /// <exception cref="ArgumentException">The name is empty or reserved.</exception>
    /// <exception cref="InvalidOperationException">The name is served already.</exception>
    public RpcTestServerOptions AddMethod(string name, Func<RpcConnection, JsonNode?, CancellationToken, ValueTask<JsonNode?>> handler)
    {
        Services.Add(name, handler);
        return this;
    }
}
