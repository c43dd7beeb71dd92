using System.Security.Claims;

namespace WsRpc.Tests.Clients;

/// <summary>A server with clients that it tells of things. Clients name themselves by a header; what it says is the id of the user.</summary>
internal sealed class Desk : IAsyncDisposable
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, RpcConnection> _connections = new();
    private int _clients;

    private Desk(Action<WsRpcServerOptions>? configure)
    {
        Server = new WsRpcServer("ws://127.0.0.1:0/desk", options =>
        {
            options.Authenticate = (request, _) => new(request.Headers["X-User"] is { } user
                ? WsRpcHandshake.Accept(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, user)], "test")))
                : WsRpcHandshake.Accept(new ClaimsPrincipal()));
            options.OnConnected = (connection, _) =>
            {
                if (connection.Handshake.Headers.TryGetValue("X-Number", out var number))
                {
                    _connections[number] = connection;
                }

                return OnConnected(connection);
            };
            configure?.Invoke(options);
        });
        Server.AddService<IProbe>(new Probe());
    }

    public WsRpcServer Server { get; }

    public IRpcClients<IDeskClient> Clients => Server.Clients<IDeskClient>();

    public Func<RpcConnection, ValueTask> OnConnected { get; set; } = static _ => default;

    public static async Task<Desk> OpenAsync(Action<WsRpcServerOptions>? configure = null)
    {
        var desk = new Desk(configure);
        await desk.Server.StartAsync();
        return desk;
    }

    /// <summary>The server's end of a client's connection.</summary>
    public RpcConnection EndOf(DeskClient client) => _connections.Values.Single(connection => connection.Id == client.Id);

    public async Task<DeskClient> ConnectAsync(string? user = null)
    {
        var number = Interlocked.Increment(ref _clients).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var client = new DeskClient();
        client.Connection = await WsRpcClient.ConnectAsync(Server.Url, options =>
        {
            options.Headers["X-Number"] = number;
            if (user is not null)
            {
                options.Headers["X-User"] = user;
            }

            options.AddService<IDeskClient>(client);
        }).Within();

        // Answered by a connection that is open.
        await client.Connection.GetProxy<IProbe>().EchoAsync(1).Within();
        client.Id = _connections[number].Id;
        return client;
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
