namespace WsRpc.Interop.Tests;

/// <summary>Our client talks to a server that knows JSON-RPC 2.0 and nothing of us.</summary>
public sealed class PlainJsonRpcServerTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("jsonrpc")]
    public async Task Call_is_a_request_and_takes_its_answer(string? subprotocol)
    {
        await using var server = await KestrelServer.StartAsync(
            async socket =>
            {
                await socket.Receives("""{"jsonrpc":"2.0","id":1,"method":"greeter.greet","params":["Ann"]}""");
                await socket.Sends("""{"result":"Hi","id":1,"jsonrpc":"2.0"}""");
                await socket.Receives("""{"jsonrpc":"2.0","method":"greeter.remember","params":["Bob"]}""");
                await socket.Sends("""{"jsonrpc":"2.0","id":77,"method":"greeter.greet","params":{"name":"Cid"}}""");
                await socket.Receives("""{"jsonrpc":"2.0","id":77,"result":"Hello, Cid!"}""");
                await socket.Sends("""{"jsonrpc":"2.0","id":2,"error":{"code":5,"message":"done"}}""");
                await socket.ReceivesClose(1000, "");
                await socket.CloseOutputAsync(System.Net.WebSockets.WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
            },
            subprotocol);
        var client = await WsRpcClient.ConnectAsync(server.Url, options => options.AddService<IGreeter>(new Greeter(null))).Within();
        Assert.Equal(subprotocol, client.Handshake.Subprotocol);
        var greeter = client.GetProxy<IGreeter>();
        Assert.Equal("Hi", await greeter.GreetAsync("Ann").Within());
        await greeter.RememberAsync("Bob").Within();
        await client.DisposeAsync().Within();
    }

    [Fact]
    public async Task Server_that_closes_in_the_middle_of_a_call_ends_it()
    {
        await using var server = await KestrelServer.StartAsync(async socket =>
        {
            await socket.Receive();
            await socket.CloseAsync((System.Net.WebSockets.WebSocketCloseStatus)1012, "restart", CancellationToken.None);
        });
        await using var client = await WsRpcClient.ConnectAsync(server.Url).Within();
        var failure = await Assert.ThrowsAsync<RpcConnectionLostException>(() => client.GetProxy<IGreeter>().GreetAsync("Ann").Within());
        Assert.Contains("closed with code 1012: restart", failure.Message);
    }
}
