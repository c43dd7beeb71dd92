using System.Net.WebSockets;

namespace WsRpc.Interop.Tests;

/// <summary>The platform's client calls our server.</summary>
public sealed class ClientWebSocketTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("mqtt", null)]
    [InlineData("jsonrpc", "jsonrpc")]
    [InlineData("wsrpc.1", "wsrpc.1")]
    [InlineData("jsonrpc,wsrpc.1", "wsrpc.1")]
    public async Task Subprotocol_is_agreed_and_calls_are_answered(string? offered, string? agreed)
    {
        await using var server = await StartAsync(new Greeter(null));
        using var client = new ClientWebSocket();
        foreach (var subprotocol in offered?.Split(',') ?? [])
        {
            client.Options.AddSubProtocol(subprotocol);
        }

        await client.ConnectAsync(server.Url, CancellationToken.None).Within();
        Assert.Equal(agreed ?? "", client.SubProtocol ?? "");
        if (agreed == "wsrpc.1")
        {
            Assert.StartsWith("""{"jsonrpc":"2.0","method":"$/hello",""", await client.Receive());
        }

        await client.Sends("""{"jsonrpc":"2.0","id":1,"method":"greeter.greet","params":["Ann"]}""");
        await client.Receives("""{"jsonrpc":"2.0","id":1,"result":"Hello, Ann!"}""");
    }

    [Fact]
    public async Task Notification_arrives_and_is_not_answered()
    {
        var greeter = new Greeter(null);
        await using var server = await StartAsync(greeter);
        using var client = await ConnectAsync(server);
        await client.Sends("""{"jsonrpc":"2.0","method":"greeter.remember","params":{"name":"Bob"}}""");
        Assert.Equal("Bob", await greeter.Remembered.Reader.ReadAsync().Within());
        await client.Sends("""{"jsonrpc":"2.0","id":"a","method":"greeter.nope"}""");
        await client.Receives("""{"jsonrpc":"2.0","id":"a","error":{"code":-32601,"message":"greeter.nope: no such method."}}""");
    }

    [Fact]
    public async Task Callback_is_a_request_to_the_client()
    {
        await using var server = new WsRpcServer("ws://127.0.0.1:0/rpc");
        server.AddService<IGreeter>(connection => new Greeter(connection));
        await server.StartAsync();
        using var client = await ConnectAsync(server);
        await client.Sends("""{"jsonrpc":"2.0","id":5,"method":"greeter.greetThroughCaller","params":["Ann"]}""");
        await client.Receives("""{"jsonrpc":"2.0","id":1,"method":"greeter.greet","params":["Ann"]}""");
        await client.Sends("""{"jsonrpc":"2.0","id":1,"result":"Hi"}""");
        await client.Receives("""{"jsonrpc":"2.0","id":5,"result":"You say: Hi"}""");
    }

    [Fact]
    public async Task Fragmented_request_is_one_message()
    {
        await using var server = await StartAsync(new Greeter(null));
        using var client = await ConnectAsync(server);
        var json = """{"jsonrpc":"2.0","id":1,"method":"greeter.greet","params":["Ann"]}"""u8.ToArray();
        for (var i = 0; i < json.Length; i++)
        {
            await client.SendAsync(json.AsMemory(i, 1), WebSocketMessageType.Text, endOfMessage: i == json.Length - 1, CancellationToken.None).Within();
        }

        await client.Receives("""{"jsonrpc":"2.0","id":1,"result":"Hello, Ann!"}""");
    }

    [Theory]
    [InlineData(100)]
    [InlineData(65_536)]
    [InlineData(1_000_000)]
    public async Task Values_of_any_size_pass(int length)
    {
        await using var server = await StartAsync(new Greeter(null));
        using var client = await ConnectAsync(server);
        var name = new string('x', length);
        await client.Sends($$"""{"jsonrpc":"2.0","id":1,"method":"greeter.greet","params":["{{name}}"]}""");
        await client.Receives($$"""{"jsonrpc":"2.0","id":1,"result":"Hello, {{name}}!"}""");
    }

    [Fact]
    public async Task Client_closes()
    {
        await using var server = await StartAsync(new Greeter(null));
        using var client = await ConnectAsync(server);
        await client.Sends("""{"jsonrpc":"2.0","id":1,"method":"greeter.greet","params":["Ann"]}""");
        await client.Receive();
        var connection = Assert.Single(server.Connections);
        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", CancellationToken.None).Within();
        var closed = await connection.Completion.Within();
        Assert.Equal((1000, "bye", true), (closed.Code, closed.Reason, closed.InitiatedByPeer));
        Assert.Equal(WebSocketState.Closed, client.State);
    }

    [Fact]
    public async Task Server_closes()
    {
        await using var server = await StartAsync(new Greeter(null));
        using var client = await ConnectAsync(server);
        await client.Sends("""{"jsonrpc":"2.0","id":1,"method":"greeter.greet","params":["Ann"]}""");
        await client.Receive();
        var closing = Assert.Single(server.Connections).CloseAsync(4000, "enough");
        await client.ReceivesClose(4000, "enough");
        await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).Within();
        await closing.Within();
    }

    private static async Task<WsRpcServer> StartAsync(Greeter greeter)
    {
        var server = new WsRpcServer("ws://127.0.0.1:0/rpc");
        server.AddService<IGreeter>(greeter);
        await server.StartAsync();
        return server;
    }

    private static async Task<ClientWebSocket> ConnectAsync(WsRpcServer server)
    {
        var client = new ClientWebSocket();
        await client.ConnectAsync(server.Url, CancellationToken.None).Within();
        return client;
    }
}
