using System.Net;
using System.Net.Sockets;
using System.Text;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Tests.Reconnecting;

/// <summary>A listening socket whose clients become WebSockets that the test speaks on by hand.</summary>
internal sealed class ScriptedServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public ScriptedServer() => _listener.Start();

    public Uri Url => new($"ws://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/rpc");

    public List<HttpHeaders> Requests { get; } = [];

    /// <summary>A client that dials this server, and does not wait long for the answer to its Close, since nobody here gives one.</summary>
    public Task<WsRpcClient> Dials(Action<WsRpcClientOptions> configure) => WsRpcClient.ConnectAsync(Url, options =>
    {
        options.CloseTimeout = TimeSpan.FromMilliseconds(50);
        configure(options);
    });

    /// <summary>Dials as a client that connects again ten seconds after it has lost its connection.</summary>
    public Task<WsRpcClient> DialsAgain(FakeTimeProvider clock, StateLog states, int? maxWaitingBytes = null) => Dials(options =>
    {
        var reconnect = RpcReconnect.Backoff(TimeSpan.FromSeconds(10)) with { Jitter = RpcJitter.None };
        options.TimeProvider = clock;
        options.Reconnect = maxWaitingBytes is { } most ? reconnect with { MaxWaitingBytes = most } : reconnect;
        options.OnStateChanged = states.Add;
    });

    /// <summary>Lets the next client in.</summary>
    public async Task<Line> Accepts(string subprotocol = "jsonrpc")
    {
        var client = await _listener.AcceptTcpClientAsync().Within();
        return new Line(await WebSocketConnection.AcceptAsync(client.GetStream(), new()
        {
            Subprotocols = [subprotocol],
            Check = (request, _) =>
            {
                Requests.Add(request.Head.Headers);
                return default;
            },
        }).Within());
    }

    /// <summary>Answers the next client with an HTTP status.</summary>
    public async Task Refuses(int status)
    {
        var client = await _listener.AcceptTcpClientAsync().Within();
        await Assert.ThrowsAsync<WebSocketAcceptException>(() => WebSocketConnection.AcceptAsync(client.GetStream(), new()
        {
            Check = (request, _) =>
            {
                Requests.Add(request.Head.Headers);
                return new(new HandshakeRejection(status, "No."));
            },
        }).Within());
    }

    /// <summary>Takes the next client and says nothing.</summary>
    public async Task<Socket> Ignores() => await _listener.AcceptSocketAsync().Within();

    public void Dispose() => _listener.Dispose();

    /// <summary>The server's end of one connection.</summary>
    internal sealed class Line(WebSocketConnection socket)
    {
        public WebSocketConnection Socket => socket;

        public Task Sends(string json) => socket.SendTextAsync(json).Within();

        public async Task<string> Receive()
        {
            var message = await socket.ReceiveAsync().Within();
            Assert.False(message.IsClose, $"The connection is closed: {socket.Closed}.");
            return Encoding.UTF8.GetString(message.Payload.Span);
        }

        public async Task Receives(string json) => Assert.Equal(json, await Receive());

        public Task Closes(int code, string reason = "") => socket.CloseAsync(code, reason).Within();

        public void Cuts() => socket.Abort();
    }
}
