using System.Text;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Tests;

/// <summary>The other end of an engine, speaking JSON by hand: a test reads as the script of a conversation.</summary>
internal sealed class RawPeer : IAsyncDisposable
{
    private RawPeer(WebSocketConnection connection, WebSocketConnection socket, WsRpcClient engine)
    {
        Socket = socket;
        Connection = connection;
        Engine = engine;
        Proxy = engine.GetProxy<IProbe>();
    }

    public WebSocketConnection Connection { get; }

    /// <summary>What carries the engine under test.</summary>
    public WebSocketConnection Socket { get; }

    /// <summary>The engine under test.</summary>
    public WsRpcClient Engine { get; }

    /// <summary>What the engine calls this peer by.</summary>
    public IProbe Proxy { get; }

    public static Task<RawPeer> AttachAsync(IProbe probe, string? subprotocol = null) =>
        AttachAsync(options => options.AddService(probe), subprotocol);

    public static async Task<RawPeer> AttachAsync(Action<WsRpcClientOptions>? configure = null, string? subprotocol = null)
    {
        var options = new WsRpcClientOptions();
        configure?.Invoke(options);
        var (client, server) = InMemoryDuplexStream.CreatePair();
        var connection = WebSocketConnection.FromStream(server, WebSocketRole.Server, subprotocol);
        var socket = WebSocketConnection.FromStream(client, WebSocketRole.Client, subprotocol, options.Connection);
        return new RawPeer(connection, socket, await WsRpcClient.AttachAsync(socket, options));
    }

    public Task Sends(string json) => Connection.SendTextAsync(json).Within();

    public Task Sends(WebSocketOpcode type, byte[] payload) => Connection.SendAsync(type, payload).Within();

    public async Task<string> Receive()
    {
        var message = await Connection.ReceiveAsync().Within();
        Assert.False(message.IsClose, $"The connection is closed: {Connection.Closed}.");
        Assert.Equal(WebSocketOpcode.Text, message.Type);
        return Encoding.UTF8.GetString(message.Payload.Span);
    }

    public async Task Receives(string json) => Assert.Equal(json, await Receive());

    public async Task ReceivesBinary(byte[] payload)
    {
        var message = await Connection.ReceiveAsync().Within();
        Assert.Equal(WebSocketOpcode.Binary, message.Type);
        Assert.Equal(payload, message.Payload.ToArray());
    }

    public async Task ReceivesClose(int code, string reason)
    {
        var message = await Connection.ReceiveAsync().Within();
        Assert.True(message.IsClose, $"Not closed, but: {Encoding.UTF8.GetString(message.Payload.Span)}");
        Assert.Equal((code, reason), (Connection.Closed!.Code, Connection.Closed.Reason));
    }

    /// <summary>Proves that everything sent before was worked off, and that nothing was answered to it.</summary>
    public async Task IsAliveAndSilent()
    {
        await Sends("""{"jsonrpc":"2.0","id":"alive","method":"nobody.home"}""");
        Assert.StartsWith("""{"jsonrpc":"2.0","id":"alive","error":""", await Receive());
    }

    public ValueTask DisposeAsync()
    {
        Engine.Abort();
        Connection.Abort();
        return default;
    }
}
