namespace WsRpc.Tests.Client;

/// <summary>What a client is told when there is no connection: enough to mend it.</summary>
public sealed class ConnectFailureTests
{
    [Fact]
    public async Task Refused_port_names_the_url()
    {
        Uri url;
        using (var server = new RawServer())
        {
            url = server.Url;
        }

        var failure = await Fails(url);
        Assert.StartsWith($"{url}: ", failure.Message);
        Assert.False(failure.MayHaveRun);
    }

    [Fact]
    public async Task Status_and_beginning_of_the_page_are_quoted()
    {
        using var server = new RawServer();
        var failing = Fails(server.Url);
        await Answers(server, $"HTTP/1.1 404 Not Found\r\nContent-Length: 500\r\n\r\nNo such page.{new string('x', 487)}");
        var failure = await failing;
        Assert.Contains("404", failure.Message);
        Assert.Contains("No such page.", failure.Message);
        Assert.InRange(failure.Message.Length, 1, 512);
    }

    [Fact]
    public async Task Status_is_told_even_if_the_page_never_comes()
    {
        using var server = new RawServer();
        var failing = Fails(server.Url);
        using var connection = await server.Accepts();
        await connection.ReceivesUntil("\r\n\r\n");
        await connection.Sends("HTTP/1.1 401 Unauthorized\r\nContent-Length: 50\r\n\r\n");
        Assert.Contains("401", (await failing).Message);
    }

    [Fact]
    public async Task Our_own_servers_refusal_can_be_read()
    {
        await using var server = new WsRpcServer("ws://127.0.0.1:0/rpc");
        await server.StartAsync();
        var failure = await Fails(new Uri(server.Url, "/rcp"));
        Assert.Contains("404", failure.Message);
        Assert.Contains("Nothing is served at this path.", failure.Message);
    }

    [Fact]
    public async Task Answer_that_is_not_http_is_called_so()
    {
        using var server = new RawServer();
        var failing = Fails(server.Url);
        await Answers(server, "SSH-2.0-OpenSSH_9.6\r\n\r\n");
        Assert.Contains("is not HTTP", (await failing).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 101 Swi")]
    public async Task Server_that_hangs_up_is_called_so(string answer)
    {
        using var server = new RawServer();
        var failing = Fails(server.Url);
        await Answers(server, answer);
        Assert.Contains("closed the connection during the opening handshake", (await failing).Message);
    }

    [Fact]
    public async Task Wrong_accept_key_is_no_websocket()
    {
        using var server = new RawServer();
        var failing = Fails(server.Url);
        await Answers(server, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n");
        Assert.Contains("Sec-WebSocket-Accept", (await failing).Message);
    }

    [Fact]
    public async Task Server_that_says_nothing_is_given_up()
    {
        var clock = new FakeTimeProvider();
        using var server = new RawServer();
        var failing = Fails(server.Url, options => options.TimeProvider = clock);
        using var connection = await server.Accepts();
        await connection.ReceivesUntil("\r\n\r\n");
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Contains("no answer to the opening request within 10 s", (await failing).Message);
    }

    [Fact]
    public async Task Own_cancellation_is_no_failure_to_connect()
    {
        using var cancellation = new CancellationTokenSource();
        using var server = new RawServer();
        var connecting = WsRpcClient.ConnectAsync(server.Url, cancellationToken: cancellation.Token);
        using var connection = await server.Accepts();
        cancellation.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting.Within());
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/rpc")]
    [InlineData("ws://127.0.0.1/rpc#part")]
    [InlineData("wss://127.0.0.1/rpc#part")]
    public async Task Url_that_is_no_websocket_url_is_a_mistake_of_the_caller(string url) =>
        await Assert.ThrowsAsync<ArgumentException>(() => WsRpcClient.ConnectAsync(url));

    [Fact]
    public async Task Header_that_cannot_be_sent_is_a_mistake_of_the_caller_and_nobody_is_dialed_for_it()
    {
        Uri url;
        using (var server = new RawServer())
        {
            url = server.Url;
        }

        await Assert.ThrowsAsync<ArgumentException>(() => WsRpcClient.ConnectAsync(url, options => options.Headers["X-Bad"] = "a\r\nHost: evil").Within());
    }

    [Theory]
    [InlineData(0x15, true)]
    [InlineData(0x16, true)]
    [InlineData(0x17, false)]
    public async Task Server_that_answers_in_tls_is_known_by_its_first_octet(byte type, bool isTls)
    {
        using var server = new RawServer();
        var failing = Fails(server.Url);
        using var connection = await server.Accepts();
        await connection.ReceivesUntil("\r\n\r\n");
        await connection.Sends([type, 0x03, 0x03, 0x00, 0x02, 0x02, 0x46]);
        Assert.Equal(isTls, (await failing).Message.Contains("wss:// instead of ws://"));
    }

    [Fact]
    public async Task Messages_right_behind_the_answer_are_not_lost()
    {
        await using var server = new WsRpcServer("ws://127.0.0.1:0/rpc");
        server.AddService<IProbe>(connection =>
        {
            _ = connection.GetProxy<IProbe>().NoteAsync("early");
            return new Probe();
        });
        await server.StartAsync();
        var probe = new Probe();
        await using var client = await WsRpcClient.ConnectAsync(server.Url, options => options.AddService<IProbe>(probe));
        await client.GetProxy<IProbe>().EchoAsync(1).Within();
        Assert.Equal(["early"], probe.Notes);
    }

    private static async Task<RpcConnectFailedException> Fails(Uri url, Action<WsRpcClientOptions>? configure = null) =>
        await Assert.ThrowsAsync<RpcConnectFailedException>(() => WsRpcClient.ConnectAsync(url, configure).Within());

    private static async Task Answers(RawServer server, string answer)
    {
        using var connection = await server.Accepts();
        await connection.ReceivesUntil("\r\n\r\n");
        await connection.Sends(answer);
    }
}
