using System.Net;
using System.Net.Security;
using System.Text.Json.Nodes;

namespace WsRpc;

/// <summary>How a client connects, and what it serves to its server.</summary>
public sealed class WsRpcClientOptions : RpcOptions
{
    internal ServiceTable Services { get; } = new();

    /// <summary>Further header fields of the opening request, for example <c>Authorization</c>.</summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Gives the token that is sent as <c>Authorization: Bearer</c>, asked anew for every attempt to connect, the first one included; <see langword="null"/> sends none.
    /// What it throws fails the attempt. Not beside an <c>Authorization</c> in <see cref="Headers"/>. Default: <see langword="null"/>, no token.
    /// </summary>
    public Func<CancellationToken, ValueTask<string?>>? BearerToken { get; set; }

    /// <summary>Whether a lost connection is made again, and when: <c>RpcReconnect.Backoff()</c>. Default: <see cref="RpcReconnect.None"/>, it is the end.</summary>
    public RpcReconnect Reconnect { get; set; } = RpcReconnect.None;

    /// <summary>
    /// Told of what <see cref="WsRpcClient.StateChanged"/> tells, from the first attempt to connect on, when there is no client yet. Called one at a time and in order.
    /// Default: <see langword="null"/>.
    /// </summary>
    public Action<RpcStateChange>? OnStateChanged { get; set; }

    /// <summary>The <c>Origin</c> header of the opening request. Default: none, as behoves a client that is no browser.</summary>
    public string? Origin { get; set; }

    /// <inheritdoc cref="WebSocketConnectOptions.Cookies"/>
    public CookieContainer? Cookies { get; set; }

    /// <inheritdoc cref="WebSocketConnectOptions.Tls"/>
    public SslClientAuthenticationOptions? Tls { get; set; }

    /// <inheritdoc cref="WebSocketConnectOptions.Proxy"/>
    public IWebProxy? Proxy { get; set; } = HttpClient.DefaultProxy;

    /// <inheritdoc cref="WebSocketConnectOptions.ConnectTimeout"/>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <inheritdoc cref="WebSocketConnectOptions.HandshakeTimeout"/>
    public TimeSpan HandshakeTimeout { get; set; } = TimeSpan.FromSeconds(10);

    internal Func<string, CancellationToken, Task<IPAddress[]>>? ResolveHost { get; set; }

    internal Func<double> Random { get; set; } = System.Random.Shared.NextDouble;

    /// <summary>Serves a contract to the server.</summary>
    /// <typeparam name="TService">The contract, mostly the callback of a service.</typeparam>
    /// <param name="service">What the server's calls go to; it is not disposed.</param>
    /// <returns>These options.</returns>
    /// <exception cref="InvalidOperationException"><typeparamref name="TService"/> is no contract, or serves a wire name that is served already.</exception>
    public WsRpcClientOptions AddService<TService>(TService service)
        where TService : class
    {
        Services.Add(service);
        return this;
    }

    /// <summary>Serves a contract to the server by an object that needs the connection.</summary>
    /// <typeparam name="TService">The contract.</typeparam>
    /// <param name="factory">Makes the object when the connection opens; it is disposed after the connection's last call.</param>
    /// <returns>These options.</returns>
    /// <exception cref="InvalidOperationException"><typeparamref name="TService"/> is no contract, or serves a wire name that is served already.</exception>
    public WsRpcClientOptions AddService<TService>(Func<RpcConnection, TService> factory)
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
    public WsRpcClientOptions AddMethod(string name, Func<RpcConnection, JsonNode?, CancellationToken, ValueTask<JsonNode?>> handler)
    {
        Services.Add(name, handler);
        return this;
    }

    internal override void Validate()
    {
        base.Validate();
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(ConnectTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(HandshakeTimeout, TimeSpan.Zero);
        ArgumentNullException.ThrowIfNull(Reconnect);
        if (BearerToken is not null && Headers.ContainsKey("Authorization"))
        {
            throw new ArgumentException($"{nameof(BearerToken)} sets the Authorization header, which {nameof(Headers)} sets as well: leave one of them out.");
        }
    }
}
