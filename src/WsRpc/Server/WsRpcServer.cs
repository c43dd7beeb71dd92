using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace WsRpc;

/// <summary>An embedded server: it listens on a socket, does TLS and the HTTP upgrade itself, and serves what is added to its paths.</summary>
public sealed class WsRpcServer : IAsyncDisposable
{
    private readonly Uri _url;
    private readonly WsRpcServerOptions _options = new();
    private readonly WsRpcEndpoint _first;
    private readonly Dictionary<string, WsRpcEndpoint> _endpoints = new(StringComparer.Ordinal);
    private readonly ClientDirectory _directory;
    private readonly LocalBackplane _backplane;
    private Listener? _listener;
    private bool _disposed;

    /// <summary>A server that does not listen yet.</summary>
    /// <param name="url">Where to listen: address, port (0: any free one) and the first path, for example <c>ws://127.0.0.1:5005/rpc</c>. The host is an IP address, <c>localhost</c>, or <c>*</c> written as <c>0.0.0.0</c> or <c>[::]</c>.</param>
    /// <param name="configure">Sets options.</param>
    /// <exception cref="ArgumentException">
    /// The URL is no <c>ws://</c> or <c>wss://</c> URL that can be listened on, <c>wss://</c> without a certificate, or <c>ws://</c> with one; or the certificate of
    /// <see cref="WsRpcServerOptions.Tls"/> has no private key.
    /// </exception>
    public WsRpcServer(string url, Action<WsRpcServerOptions>? configure = null)
    {
        _url = new Uri(url);
        if (_url.Scheme is not ("ws" or "wss"))
        {
            throw new ArgumentException($"The URL of a server begins with ws:// or wss://, as {url} does not.", nameof(url));
        }

        if (_url.UserInfo.Length > 0 || _url.Fragment.Length > 0 || _url.Query.Length > 0)
        {
            throw new ArgumentException($"The URL of a server is an address, a port and a path: it has no user information, query or fragment, as {url} does.", nameof(url));
        }

        if (ListenAddress is null)
        {
            throw new ArgumentException($"{_url.Host} is neither an IP address nor localhost.", nameof(url));
        }

        configure?.Invoke(_options);
        if (_options.HasCertificate != (_url.Scheme == "wss"))
        {
            throw new ArgumentException(
                _options.HasCertificate
                    ? $"A certificate is set, but {url} begins with ws://, which is not encrypted: write wss://."
                    : $"{url} begins with wss://, which needs a certificate: set WsRpcServerOptions.Certificate.",
                nameof(url));
        }

        if (_options.Tls?.ServerCertificate is X509Certificate2 { HasPrivateKey: false } keyless)
        {
            throw new ArgumentException($"The certificate {keyless.Subject} has no private key: every client would be refused.", nameof(configure));
        }

        _directory = new ClientDirectory(_options.MaxGroupsPerConnection);
        _backplane = new LocalBackplane(_directory, () => Started.Settings);
        Groups = new RpcGroups(_backplane);
        Presence = new RpcPresence(_backplane);
        _first = Map(_url.AbsolutePath);
    }

    /// <summary>Where the server listens, with its real port.</summary>
    /// <exception cref="InvalidOperationException">It does not listen: call <see cref="StartAsync"/> first.</exception>
    public Uri Url => new UriBuilder(_url) { Port = Started.Port }.Uri;

    /// <summary>The connections that stand, in no order.</summary>
    /// <exception cref="InvalidOperationException">The server was not started: call <see cref="StartAsync"/> first.</exception>
    public IReadOnlyCollection<RpcConnection> Connections => Started.Connections;

    /// <summary>Groups of connections, to be told of something together.</summary>
    public IRpcGroups Groups { get; }

    /// <summary>Who is there.</summary>
    public IRpcPresence Presence { get; }

    internal IRpcBackplane Backplane => _backplane;

    private IPAddress? ListenAddress =>
        _url.Host == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(_url.Host.Trim('[', ']'), out var address) ? address : null;

    private Listener Started => _listener ?? throw new InvalidOperationException("The server does not listen: call StartAsync first.");

    /// <summary>The clients as typed objects: one, some or all of them. May be asked for before the server has started, to be given to services; used only afterwards.</summary>
    /// <typeparam name="T">A <c>[WsService]</c> interface that the clients serve.</typeparam>
    /// <exception cref="InvalidOperationException">The generator has written no proxy for <typeparamref name="T"/>.</exception>
    public IRpcClients<T> Clients<T>()
        where T : class => new RpcClients<T>(_backplane, () => Started.Settings);

    /// <summary>Adds a path, or finds the one that was added.</summary>
    /// <param name="path">The path, for example <c>/admin</c>; compared octet by octet, without the query.</param>
    /// <param name="configure">Sets what is particular to the path: what it does not set stays as it is.</param>
    /// <returns>The endpoint to add services to.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> does not begin with a slash.</exception>
    /// <exception cref="InvalidOperationException">The server has been started.</exception>
    public WsRpcEndpoint Map(string path, Action<WsRpcEndpointOptions>? configure = null)
    {
        if (!path.StartsWith('/'))
        {
            throw new ArgumentException($"A path begins with a slash, as \"{path}\" does not.", nameof(path));
        }

        if (_listener is not null)
        {
            throw new InvalidOperationException("The server has been started: add paths before StartAsync.");
        }

        if (!_endpoints.TryGetValue(path, out var endpoint))
        {
            _endpoints.Add(path, endpoint = new WsRpcEndpoint(path));
        }

        configure?.Invoke(endpoint.Options);
        return endpoint;
    }

    /// <summary>Exposes a service at the first path: see <see cref="WsRpcEndpoint.AddService{TService}(TService)"/>.</summary>
    /// <typeparam name="TService">The contract.</typeparam>
    /// <param name="service">What the clients' calls go to, from several threads at a time; it is not disposed.</param>
    /// <returns>The first endpoint.</returns>
    /// <exception cref="InvalidOperationException">
    /// <typeparamref name="TService"/> is no contract, a wire name of it is served here already, or the server has been started.
    /// </exception>
    public WsRpcEndpoint AddService<TService>(TService service)
        where TService : class => _first.AddService(service);

    /// <summary>Exposes a service at the first path: see <see cref="WsRpcEndpoint.AddService{TService}(Func{RpcConnection, TService})"/>.</summary>
    /// <typeparam name="TService">The contract.</typeparam>
    /// <param name="factory">Makes the object when a connection opens, before its first call; it is disposed after its last call.</param>
    /// <returns>The first endpoint.</returns>
    /// <exception cref="InvalidOperationException">
    /// <typeparamref name="TService"/> is no contract, a wire name of it is served here already, or the server has been started.
    /// </exception>
    public WsRpcEndpoint AddService<TService>(Func<RpcConnection, TService> factory)
        where TService : class => _first.AddService(factory);

    /// <summary>Serves a method at the first path by its wire name: see <see cref="WsRpcEndpoint.AddMethod"/>.</summary>
    /// <param name="name">The wire name.</param>
    /// <param name="handler">Given the connection, the arguments as they came and a token, gives the result.</param>
    /// <returns>The first endpoint.</returns>
    /// <exception cref="ArgumentException">The name is empty or reserved.</exception>
    /// <exception cref="InvalidOperationException">The name is served already, or the server has been started.</exception>
    public WsRpcEndpoint AddMethod(string name, Func<RpcConnection, JsonNode?, CancellationToken, ValueTask<JsonNode?>> handler) => _first.AddMethod(name, handler);

    /// <summary>Starts to listen. From here on options, paths and services stay as they are.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">An option makes no sense; an entry of <see cref="WsRpcServerOptions.AllowedOrigins"/> is no origin.</exception>
    /// <exception cref="InvalidOperationException">The server has been started before.</exception>
    /// <exception cref="SocketException">The address or the port cannot be had.</exception>
    public Task StartAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        if (_listener is not null)
        {
            throw new InvalidOperationException("The server has been started already.");
        }

        _listener = new Listener(_options, new EndpointTable(_endpoints, new OriginPolicy(_options.AllowedOrigins)), _directory, new IPEndPoint(ListenAddress!, _url.Port));
        foreach (var endpoint in _endpoints.Values)
        {
            endpoint.Seal(_options);
        }

        _listener.Start();
        return Task.CompletedTask;
    }

    /// <summary>
    /// Stops listening and closes all connections with 1001, each within its close timeout, and waits as long again for
    /// <see cref="WsRpcServerOptions.OnDisconnected"/>.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        if (_listener is not null)
        {
            await _listener.DisposeAsync().ConfigureAwait(false);
        }
    }
}
