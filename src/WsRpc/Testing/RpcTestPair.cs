using WsRpc.Protocol.WebSocket;

namespace WsRpc.Testing;

/// <summary>
/// A client and a server that are connected in memory: the real engine, generated code, JSON and frames, without a socket. For tests of
/// services and of what calls them.
/// </summary>
/// <remarks>
/// Times are those of <see cref="RpcOptions.TimeProvider"/> of each end, so a test may bring a clock of its own. Nothing of a pair is shared
/// with another: tests may run in parallel.
/// </remarks>
public sealed class RpcTestPair : IAsyncDisposable
{
    // By the system's clock: a test's own may stand still.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly MessageTape _tape;
    private readonly Stream _clientStream;
    private readonly Stream _serverStream;

    private RpcTestPair(MessageTape tape, Stream clientStream, Stream serverStream, RpcConnection server, RpcConnection client)
    {
        _tape = tape;
        _clientStream = clientStream;
        _serverStream = serverStream;
        Server = server;
        Client = client;
    }

    /// <summary>The server's end.</summary>
    public RpcConnection Server { get; }

    /// <summary>The client's end.</summary>
    public RpcConnection Client { get; }

    /// <summary>All messages that have arrived so far at either end, in the order of their arrival, the hello of each end included. A copy.</summary>
    public IReadOnlyList<RpcTestMessage> Messages => _tape.Messages;

    /// <summary>Connects a client to a server.</summary>
    /// <param name="server">Adds the services of the server and sets its options.</param>
    /// <param name="client">Adds the services of the client and sets its options. Those about dialing are without effect.</param>
    /// <exception cref="InvalidOperationException">A contract is none, a wire name is served twice, or an option is out of range.</exception>
    public static async Task<RpcTestPair> CreateAsync(Action<RpcTestServerOptions>? server = null, Action<WsRpcClientOptions>? client = null)
    {
        var tape = new MessageTape();
        var serverOptions = new RpcTestServerOptions { WrapTransport = transport => new TapedTransport(transport, tape, fromClient: true) };
        server?.Invoke(serverOptions);
        var clientOptions = new WsRpcClientOptions { WrapTransport = transport => new TapedTransport(transport, tape, fromClient: false) };
        client?.Invoke(clientOptions);

        var (clientStream, serverStream) = InMemoryDuplexStream.CreatePair();
        var settings = new RpcSettings(serverOptions);
        var socket = WebSocketConnection.FromStream(serverStream, WebSocketRole.Server, serverOptions.Subprotocol, settings.Connection);
        var serverEnd = new ServerRpcConnection(settings, serverOptions.Handshake, remoteEndPoint: null, user: serverOptions.User);
        await serverEnd.OpenOrAbortAsync(socket, serverOptions.Services.Services).ConfigureAwait(false);
        try
        {
            var clientEnd = await WsRpcClient.AttachAsync(
                WebSocketConnection.FromStream(clientStream, WebSocketRole.Client, serverOptions.Subprotocol, clientOptions.Connection), clientOptions).ConfigureAwait(false);
            return new RpcTestPair(tape, clientStream, serverStream, serverEnd, clientEnd);
        }
        catch
        {
            serverEnd.Abort();
            throw;
        }
    }

    /// <summary>Breaks the connection as a network does, without a word: both ends see it as lost (1006).</summary>
    public void Cut()
    {
        _clientStream.Dispose();
        _serverStream.Dispose();
    }

    /// <summary>Closes the connection, if it still stands.</summary>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await Client.CloseAsync(cancellationToken: patience.Token).ConfigureAwait(false);
        Server.Abort();
        await Server.Completion.ConfigureAwait(false);
    }
}
