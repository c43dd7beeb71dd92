namespace WsRpc.Tests.Server;

/// <summary>The embedded server over real sockets, with its own client.</summary>
public sealed class WsRpcServerTests
{
    [Fact]
    public async Task Endpoints_serve_what_was_added_to_their_paths()
    {
        await using var server = new WsRpcServer("ws://127.0.0.1:0/rpc");
        server.AddService<IProbe>(new Probe());
        server.Map("/other").AddService<IOther>(new Other());
        await server.StartAsync();
        await using var rpc = await WsRpcClient.ConnectAsync(server.Url);
        await using var other = await WsRpcClient.ConnectAsync(new Uri(server.Url, "/other?tenant=7"));
        Assert.Equal(3, await rpc.GetProxy<IProbe>().AddAsync(1, 2).Within());
        await other.GetProxy<IOther>().PingAsync().Within();
        await Assert.ThrowsAsync<RpcMethodNotFoundException>(() => rpc.GetProxy<IOther>().PingAsync().Within());
        Assert.Equal(2, server.Connections.Count);
        Assert.Contains(server.Connections, connection => connection.Handshake is { Path: "/other", Query: "tenant=7" });
    }

    [Theory]
    [InlineData("ws://ann:secret@127.0.0.1:0/rpc")]
    [InlineData("ws://127.0.0.1:0/rpc#part")]
    [InlineData("ws://127.0.0.1:0/rpc?tenant=7")]
    [InlineData("ws://example.com:0/rpc")]
    [InlineData("http://127.0.0.1:0/rpc")]
    public void Url_that_is_more_or_less_than_an_address_and_a_path_is_refused(string url) =>
        Assert.Throws<ArgumentException>(() => new WsRpcServer(url));

    [Fact]
    public async Task Server_calls_its_clients_back()
    {
        await using var server = new WsRpcServer("ws://127.0.0.1:0/rpc");
        server.AddService<IProbe>(connection => new Probe
        {
            OnRun = async (name, cancellationToken) => await connection.GetProxy<IProbe>().RunAsync(name + "?", cancellationToken) + "!",
        });
        await server.StartAsync();
        await using var client = await WsRpcClient.ConnectAsync(server.Url, options => options.AddService<IProbe>(new Probe()));
        Assert.Equal("x?!", await client.GetProxy<IProbe>().RunAsync("x").Within());
    }

    [Fact]
    public async Task Both_know_the_handshake()
    {
        await using var server = await StartAsync();
        await using var client = await WsRpcClient.ConnectAsync(server.Url, options => options.Headers["X-Tenant"] = "seven");
        await client.GetProxy<IProbe>().EchoAsync(1).Within();
        var connection = Assert.Single(server.Connections);
        Assert.Equal(("wsrpc.1", "wsrpc.1"), (client.Handshake.Subprotocol, connection.Handshake.Subprotocol));
        Assert.Equal("seven", connection.Handshake.Headers["x-tenant"]);
        Assert.NotEqual(client.Id, connection.Id);
        Assert.Equal(server.Url.Port, ((System.Net.IPEndPoint)client.RemoteEndPoint!).Port);
    }

    [Fact]
    public async Task Connection_is_called_by_its_id_and_its_peers_address()
    {
        await using var server = await StartAsync();
        await using var client = await WsRpcClient.ConnectAsync(server.Url);
        await client.GetProxy<IProbe>().EchoAsync(1).Within();
        var connection = Assert.Single(server.Connections);
        Assert.Equal($"{client.Id} ({client.RemoteEndPoint})", $"{client}");
        Assert.Equal($"{connection.Id} ({connection.RemoteEndPoint})", $"{connection}");

        await using var pair = await RpcPair.ConnectAsync();
        Assert.Equal(pair.Client.Id, $"{pair.Client}");
    }

    [Fact]
    public async Task Disposing_closes_every_client_with_1001()
    {
        var server = await StartAsync();
        var clients = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => WsRpcClient.ConnectAsync(server.Url)));
        foreach (var client in clients)
        {
            await client.GetProxy<IProbe>().EchoAsync(1).Within();
        }

        await server.DisposeAsync().Within();
        foreach (var client in clients)
        {
            var closed = await client.Completion.Within();
            Assert.Equal((1001, "the server stops", true), (closed.Code, closed.Reason, closed.InitiatedByPeer));
        }

        await server.DisposeAsync().Within();
    }

    [Fact]
    public async Task Connection_that_ended_is_no_longer_listed()
    {
        await using var server = await StartAsync();
        await using (var client = await WsRpcClient.ConnectAsync(server.Url))
        {
            await client.GetProxy<IProbe>().EchoAsync(1).Within();
            Assert.Single(server.Connections);
        }

        await InTime.Until(() => server.Connections.Count == 0);
    }

    [Fact]
    public async Task Client_that_is_killed_in_the_middle_of_a_call_is_a_lost_connection()
    {
        await using var server = new WsRpcServer("ws://127.0.0.1:0/rpc");
        var calling = new TaskCompletionSource<Task<string>>();
        server.AddService<IProbe>(connection => new Probe { OnNote = name => calling.SetResult(connection.GetProxy<IProbe>().RunAsync(name)) });
        await server.StartAsync();
        using var client = await RawSocket.ConnectAsync(server.Url);
        await client.Sends(RawSocket.Request(server.Url));
        await client.ReceivesUntil("\r\n\r\n");
        await client.Sends([0x81, 0xAC, 0, 0, 0, 0, .. """{"method":"probe.note","params":["x"]}      """u8]);
        var call = await calling.Task.Within();
        client.Resets();
        Assert.True((await Assert.ThrowsAsync<RpcConnectionLostException>(() => call.Within())).MayHaveRun);
        await InTime.Until(() => server.Connections.Count == 0);
    }

    [Fact]
    public async Task Server_that_is_killed_in_the_middle_of_a_call_is_a_lost_connection()
    {
        var started = new TaskCompletionSource();
        await using var server = new WsRpcServer("ws://127.0.0.1:0/rpc");
        server.AddService<IProbe>(new Probe
        {
            OnRun = async (name, cancellationToken) =>
            {
                started.SetResult();
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return name;
            },
        });
        await server.StartAsync();
        await using var client = await WsRpcClient.ConnectAsync(server.Url);
        var call = client.GetProxy<IProbe>().RunAsync("x");
        await started.Task.Within();
        Assert.Single(server.Connections).Abort();
        await Assert.ThrowsAsync<RpcConnectionLostException>(() => call.Within());
    }

    [Fact]
    public async Task Factory_that_throws_costs_its_client_alone()
    {
        var fail = true;
        await using var server = new WsRpcServer("ws://127.0.0.1:0/rpc");
        server.AddService<IProbe>(_ => fail ? throw new InvalidOperationException() : new Probe());
        await server.StartAsync();
        await using (var client = await WsRpcClient.ConnectAsync(server.Url))
        {
            Assert.Equal(1011, (await client.Completion.Within()).Code);
        }

        fail = false;
        await using var next = await WsRpcClient.ConnectAsync(server.Url);
        Assert.Equal(1, await next.GetProxy<IProbe>().EchoAsync(1).Within());
    }

    [Fact]
    public async Task Nothing_can_be_added_once_it_has_started()
    {
        await using var server = await StartAsync();
        Assert.Throws<InvalidOperationException>(() => server.AddService<IOther>(new Other()));
        Assert.Throws<InvalidOperationException>(() => server.Map("/late"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => server.StartAsync());
    }

    [Fact]
    public async Task Nothing_can_be_asked_before_it_has_started()
    {
        await using var server = new WsRpcServer("ws://127.0.0.1:0/rpc");
        Assert.Throws<InvalidOperationException>(() => server.Url);
        Assert.Throws<InvalidOperationException>(() => server.Connections);
    }

    [Theory]
    [InlineData("http://127.0.0.1:0/rpc")]
    [InlineData("ws://example.com:0/rpc")]
    public void Url_that_cannot_be_listened_on_is_refused(string url) =>
        Assert.Throws<ArgumentException>(() => new WsRpcServer(url));

    [Fact]
    public async Task Port_in_use_is_told_and_another_may_be_tried()
    {
        await using var first = await StartAsync();
        await using var second = new WsRpcServer(first.Url.ToString());
        await Assert.ThrowsAsync<System.Net.Sockets.SocketException>(() => second.StartAsync());
        second.AddService<IOther>(new Other());
    }

    private static async Task<WsRpcServer> StartAsync()
    {
        var server = new WsRpcServer("ws://127.0.0.1:0/rpc");
        server.AddService<IProbe>(new Probe());
        await server.StartAsync();
        return server;
    }

    private sealed class Other : IOther
    {
        public Task PingAsync() => Task.CompletedTask;
    }
}
