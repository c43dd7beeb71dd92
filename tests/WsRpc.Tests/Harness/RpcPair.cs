namespace WsRpc.Tests;

/// <summary>Two engines, connected in memory. Both serve probes; which one is called the server matters to nobody.</summary>
internal sealed class RpcPair : IAsyncDisposable
{
    private RpcPair(RpcConnection client, RpcConnection server, WebSocketConnection clientSocket, WebSocketConnection serverSocket)
    {
        Client = client;
        Server = server;
        ClientSocket = clientSocket;
        ServerSocket = serverSocket;
    }

    public RpcConnection Client { get; }

    public RpcConnection Server { get; }

    public WebSocketConnection ClientSocket { get; }

    public WebSocketConnection ServerSocket { get; }

    /// <summary>Calls the server's probe.</summary>
    public IProbe Proxy => Client.GetProxy<IProbe>();

    public static async Task<RpcPair> ConnectAsync(
        IProbe? server = null,
        IProbe? client = null,
        Action<WsRpcClientOptions>? configureServer = null,
        Action<WsRpcClientOptions>? configureClient = null,
        string? subprotocol = "wsrpc.1")
    {
        var serverOptions = new WsRpcClientOptions();
        if (server is not null)
        {
            serverOptions.AddService(server);
        }

        configureServer?.Invoke(serverOptions);
        var clientOptions = new WsRpcClientOptions();
        if (client is not null)
        {
            clientOptions.AddService(client);
        }

        configureClient?.Invoke(clientOptions);

        var (one, other) = InMemoryDuplexStream.CreatePair();
        var clientSocket = WebSocketConnection.FromStream(one, Protocol.WebSocket.WebSocketRole.Client, subprotocol, clientOptions.Connection);
        var serverSocket = WebSocketConnection.FromStream(other, Protocol.WebSocket.WebSocketRole.Server, subprotocol, serverOptions.Connection);
        var handshake = RpcHandshake.None(subprotocol);
        var serverConnection = new ServerRpcConnection(new RpcSettings(serverOptions), handshake, null);
        await serverConnection.OpenOrAbortAsync(serverSocket, serverOptions.Services.Services);
        return new RpcPair(await WsRpcClient.AttachAsync(clientSocket, clientOptions), serverConnection, clientSocket, serverSocket);
    }

    public ValueTask DisposeAsync()
    {
        Client.Abort();
        Server.Abort();
        return default;
    }
}
