using System.Collections.Concurrent;
using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using WsRpc.CompilerServices;

namespace WsRpc;

/// <summary>
/// A connection between two peers that call each other: the same object on a server and on a client.
/// </summary>
/// <remarks>All members are thread-safe. Proxies may be kept and used from any thread for as long as the connection lives, and fail fast afterwards.</remarks>
public abstract partial class RpcConnection : IAsyncDisposable
{
    private readonly ConnectionChannel _channel;
    private RpcSession? _session;
    private ProxyTable _proxies;

    // Made at first use: a server has many connections that do nothing.
    private string? _id;
    private ClaimsPrincipal? _user;
    private ConcurrentDictionary<object, object?>? _items;

    private protected RpcConnection(RpcSettings settings, RpcHandshake handshake, EndPoint? remoteEndPoint, ClaimsPrincipal? user = null)
    {
        _user = user;
        Handshake = handshake;
        RemoteEndPoint = remoteEndPoint;
        Settings = settings;
        Limits = settings.Limits;
        _channel = new ConnectionChannel(this);
    }

    /// <summary>Names the connection: unguessable, unique on this end, and not known to the peer.</summary>
    public string Id => Volatile.Read(ref _id) ?? MakeId();

    /// <summary>Who the peer is, as the server's <see cref="WsRpcServerOptions.Authenticate"/> found; without it, and on a client, nobody in particular.</summary>
    public ClaimsPrincipal User => LazyInitializer.EnsureInitialized(ref _user, static () => new ClaimsPrincipal());

    /// <summary>The name identifier of <see cref="User"/> (<see cref="ClaimTypes.NameIdentifier"/>), if it has one.</summary>
    public string? UserId => _user?.FindFirst(ClaimTypes.NameIdentifier)?.Value;

    /// <summary>The peer's address; <see langword="null"/> where there is no network between.</summary>
    public EndPoint? RemoteEndPoint { get; private set; }

    /// <summary>What the opening handshake said.</summary>
    public RpcHandshake Handshake { get; private set; }

    /// <summary>A place for whatever the application wants to keep with the connection.</summary>
    public IDictionary<object, object?> Items => LazyInitializer.EnsureInitialized(ref _items, static () => new ConcurrentDictionary<object, object?>());

    /// <summary>The limits in force.</summary>
    public RpcLimits Limits { get; }

    /// <summary>
    /// What the peer has said to take, once its <c>$/hello</c> has come; <see langword="null"/> before, and for ever from a peer that does not speak
    /// <c>wsrpc.1</c>.
    /// </summary>
    public RpcPeerLimits? PeerLimits => _session?.Peer is { } hello ? new RpcPeerLimits(hello) : null;

    /// <summary>
    /// How long the last answered ping was under way and back, the wait behind other messages included; <see langword="null"/> before the first.
    /// A ping is sent after <see cref="RpcOptions.KeepAliveInterval"/> of silence.
    /// </summary>
    public TimeSpan? RoundTripTime => _session?.RoundTripTime;

    /// <summary>How many octets wait for the peer to read; what <see cref="RpcOptions.MaxOutgoingBytes"/> bounds. 0 before the connection is open.</summary>
    public long OutgoingBytes => _session?.OutgoingBytes ?? 0;

    /// <summary>What has happened so far.</summary>
    public RpcCounters Counters { get; } = new();

    /// <summary>Those who stand around calls of this connection.</summary>
    internal virtual RpcInterceptor[] Interceptors => Settings.Interceptors;

    /// <summary>The id, if anybody has asked for it.</summary>
    internal string? KnownId => Volatile.Read(ref _id);

    /// <summary>What this end may send through; null before it may.</summary>
    internal RpcSession? SessionInUse => Volatile.Read(ref _session);

    internal RpcSession Session => _session ?? throw new InvalidOperationException("The connection is not open yet.");

    /// <summary>The connection behind a proxy.</summary>
    /// <param name="proxy">What <see cref="GetProxy{T}()"/> returned.</param>
    /// <exception cref="ArgumentException">It is no proxy.</exception>
    public static RpcConnection Of(object proxy) =>
        proxy is IRpcProxy { Channel: ConnectionChannel channel } ? channel.Connection : throw new ArgumentException("This is not a proxy of a connection.", nameof(proxy));

    /// <summary>The object that calls <typeparamref name="T"/> on the peer. Always the same one; making it sends nothing.</summary>
    /// <typeparam name="T">A <c>[WsService]</c> interface; any contract, whether or not the peer turns out to serve it.</typeparam>
    /// <exception cref="InvalidOperationException">The generator has written no proxy for <typeparamref name="T"/>, or no JSON context knows one of its types.</exception>
    public T GetProxy<T>()
        where T : class
    {
        if (_proxies.Find(typeof(T)) is { } known)
        {
            return (T)known;
        }

        var contract = RpcContracts.Get<T>();
        WarnWhenCallbackIsNotServed(contract);
        return (T)_proxies.GetOrAdd(typeof(T), contract.CreateProxy(_channel, Settings.JsonFor(contract.JsonContext)));
    }

    /// <summary>An object that calls <typeparamref name="T"/> on the peer with options of its own. A new one each time, and cheap.</summary>
    /// <typeparam name="T">A <c>[WsService]</c> interface.</typeparam>
    /// <param name="options">How its calls are made.</param>
    /// <exception cref="InvalidOperationException">As for <see cref="GetProxy{T}()"/>.</exception>
    public T GetProxy<T>(RpcCallOptions options)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(options);
        var contract = RpcContracts.Get<T>();
        return contract.CreateProxy(new ConnectionChannel(this, options), Settings.JsonFor(contract.JsonContext));
    }

    /// <summary>
    /// Begins calls that are sent together, as one JSON-RPC 2.0 batch. Only for peers that are known to read batches; those of WsRpc do, and gain nothing by them.
    /// </summary>
    /// <returns>The batch. Made, called by its proxies, sent, and disposed.</returns>
    public RpcBatch BeginBatch() => new(this);

    /// <summary>Calls a method by its wire name, for tools that have no contract.</summary>
    /// <typeparam name="T">The result's type.</typeparam>
    /// <param name="method">The wire name.</param>
    /// <param name="parameters">An array (positional), an object (named), or <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Cancels the call; the peer is told.</param>
    /// <exception cref="ArgumentException"><paramref name="parameters"/> is a single value.</exception>
    /// <exception cref="RpcException">The call failed: see the derived types.</exception>
    public Task<T> InvokeAsync<T>(string method, JsonNode? parameters = null, CancellationToken cancellationToken = default) =>
        InvokeAsync<T>(_channel, method, parameters, cancellationToken);

    /// <summary>Calls a method by its wire name with options of its own, for tools that have no contract.</summary>
    /// <typeparam name="T">The result's type.</typeparam>
    /// <param name="method">The wire name.</param>
    /// <param name="parameters">An array (positional), an object (named), or <see langword="null"/> for none.</param>
    /// <param name="options">How the call is made.</param>
    /// <param name="cancellationToken">Cancels the call; the peer is told.</param>
    /// <exception cref="ArgumentException"><paramref name="parameters"/> is a single value.</exception>
    /// <exception cref="RpcException">The call failed: see the derived types.</exception>
    public Task<T> InvokeAsync<T>(string method, JsonNode? parameters, RpcCallOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return InvokeAsync<T>(new ConnectionChannel(this, options), method, parameters, cancellationToken);
    }

    /// <summary>Sends a notification by its wire name, for tools that have no contract. It has no answer, and so no <see cref="RpcCallOptions"/>.</summary>
    /// <param name="method">The wire name.</param>
    /// <param name="parameters">An array (positional), an object (named), or <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Ends the wait for room in the outgoing queue.</param>
    /// <returns>Ends when the outgoing queue has accepted it.</returns>
    /// <exception cref="ArgumentException"><paramref name="parameters"/> is a single value.</exception>
    /// <exception cref="RpcConnectionClosedException">The connection is closed.</exception>
    public ValueTask NotifyAsync(string method, JsonNode? parameters = null, CancellationToken cancellationToken = default) =>
        _channel.SendNotificationAsync(new RpcMethod(method), Write(parameters), cancellationToken);

    /// <summary>The id and the peer's address.</summary>
    public override string ToString() => RemoteEndPoint is null ? Id : $"{Id} ({RemoteEndPoint})";

    /// <summary>The connection is about to have this id: whoever is told the id may look for it at once.</summary>
    private protected virtual void OnNaming(string id)
    {
    }

    /// <summary>Another thread has given it one.</summary>
    private protected virtual void OnNotNamed(string id)
    {
    }

    private string MakeId()
    {
        var made = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        OnNaming(made);
        if (Interlocked.CompareExchange(ref _id, made, null) is not { } known)
        {
            return made;
        }

        OnNotNamed(made);
        return known;
    }

    private Task<T> InvokeAsync<T>(ConnectionChannel channel, string method, JsonNode? parameters, CancellationToken cancellationToken)
    {
        var (called, json) = (new RpcMethod(method), Write(parameters));
        var call = TaskCall<T>.Rent(Session.Settings.Json.TypeInfo<T>(), Session.Settings.Json.Options, direct: false, reusable: !cancellationToken.CanBeCanceled);
        var task = call.Task;
        channel.Send(call, called, json, cancellationToken);
        return task;
    }

    private byte[] Write(JsonNode? parameters) => parameters switch
    {
        null => "[]"u8.ToArray(),
        JsonArray or JsonObject => JsonSerializer.SerializeToUtf8Bytes(parameters, Session.Settings.Json.TypeInfo<JsonNode>()),
        _ => throw new ArgumentException("Parameters are an array or an object (JSON-RPC 2.0 §4.2).", nameof(parameters)),
    };
}
