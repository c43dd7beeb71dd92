namespace WsRpc.Tests.Server;

/// <summary>The server's door: who gets in, and what the others are told.</summary>
public sealed class ReceptionTests
{
    [Fact]
    public async Task Unknown_path_is_404()
    {
        await using var server = await StartAsync();
        Assert.StartsWith("HTTP/1.1 404 ", await Answer(server, RawSocket.Request(new Uri(server.Url, "/rcp"))));
    }

    [Theory]
    [InlineData("http://evil.example", "403")]
    [InlineData("null", "403")]
    [InlineData("https://app.example.com", "101")]
    [InlineData("HTTPS://APP.EXAMPLE.COM", "101")]
    [InlineData("https://app.example.com.evil.example", "403")]
    public async Task Page_of_another_origin_needs_permission(string origin, string status)
    {
        await using var server = await StartAsync(options => options.AllowedOrigins.Add("https://app.example.com"));
        Assert.StartsWith($"HTTP/1.1 {status} ", await FirstLine(server, RawSocket.Request(server.Url, $"Origin: {origin}\r\n")));
    }

    [Fact]
    public async Task Page_of_the_servers_own_origin_may_connect()
    {
        await using var server = await StartAsync();
        Assert.StartsWith("HTTP/1.1 101 ", await FirstLine(server, RawSocket.Request(server.Url, $"Origin: http://{server.Url.Authority}\r\n")));
    }

    [Fact]
    public async Task Star_admits_every_page()
    {
        await using var server = await StartAsync(options => options.AllowedOrigins.Add("*"));
        Assert.StartsWith("HTTP/1.1 101 ", await FirstLine(server, RawSocket.Request(server.Url, "Origin: http://evil.example\r\n")));
    }

    [Fact]
    public async Task Plain_get_is_answered_with_a_page_that_says_what_this_is()
    {
        await using var server = await StartAsync();
        var answer = await Answer(server, $"GET /rpc HTTP/1.1\r\nHost: {server.Url.Authority}\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 426 ", answer);
        Assert.Contains("Upgrade: websocket\r\n", answer);
        Assert.Contains("WebSocket", answer[answer.IndexOf("\r\n\r\n", StringComparison.Ordinal)..]);
    }

    [Fact]
    public async Task Head_larger_than_its_limit_is_431()
    {
        await using var server = await StartAsync(options => options.MaxHandshakeBytes = 1024);
        Assert.StartsWith("HTTP/1.1 431 ", await Answer(server, RawSocket.Request(server.Url, $"X-Long: {new string('x', 5000)}\r\n")));
    }

    [Theory]
    [InlineData("not http at all\r\n\r\n")]
    [InlineData("GET /rpc HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")]
    [InlineData("\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\r\n\r\n")]
    public async Task What_is_no_request_is_400(string octets)
    {
        await using var server = await StartAsync();
        Assert.StartsWith("HTTP/1.1 400 ", await Answer(server, octets));
    }

    [Fact]
    public async Task Slow_opening_is_cut_off()
    {
        var clock = new FakeTimeProvider();
        await using var server = await StartAsync(options => options.TimeProvider = clock);
        using var client = await RawSocket.ConnectAsync(server.Url);
        await client.Sends("GET /rpc HTTP/1.1\r\nHost:");
        await InTime.Until(() => clock.TimerCount == 1);
        clock.Advance(TimeSpan.FromSeconds(10));
        await client.IsCutOff();
        Assert.StartsWith("HTTP/1.1 101 ", await FirstLine(server, RawSocket.Request(server.Url)));
    }

    [Fact]
    public async Task One_connection_too_many_is_503_until_another_ends()
    {
        await using var server = await StartAsync(options => options.MaxConnections = 1);
        await using (var client = await WsRpcClient.ConnectAsync(server.Url))
        {
            await client.GetProxy<IProbe>().EchoAsync(1).Within();
            Assert.StartsWith("HTTP/1.1 503 ", await Answer(server, RawSocket.Request(server.Url)));
        }

        string line;
        do
        {
            line = await FirstLine(server, RawSocket.Request(server.Url));
        }
        while (line.StartsWith("HTTP/1.1 503 ", StringComparison.Ordinal));
        Assert.StartsWith("HTTP/1.1 101 ", line);
    }

    [Fact]
    public async Task Frames_right_behind_the_request_are_not_lost()
    {
        await using var server = await StartAsync();
        using var client = await RawSocket.ConnectAsync(server.Url);
        byte[] call = [0x81, 0xAF, 0, 0, 0, 0, .. """{"id":1,"method":"probe.add","params":[20,22]} """u8];
        await client.Sends([.. System.Text.Encoding.ASCII.GetBytes(RawSocket.Request(server.Url)), .. call]);
        await client.ReceivesUntil("\r\n\r\n");
        await client.ReceivesUntil("""{"jsonrpc":"2.0","id":1,"result":42}""");
    }

    [Fact]
    public async Task Request_one_octet_at_a_time_is_a_request()
    {
        await using var server = await StartAsync();
        using var client = await RawSocket.ConnectAsync(server.Url);
        foreach (var octet in System.Text.Encoding.ASCII.GetBytes(RawSocket.Request(server.Url)))
        {
            await client.Sends([octet]);
        }

        Assert.Contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n", await client.ReceivesUntil("\r\n\r\n")); // RFC 6455 §1.3
    }

    [Theory]
    [InlineData("jsonrpc", "jsonrpc")]
    [InlineData("jsonrpc, wsrpc.1", "wsrpc.1")]
    [InlineData("wsrpc.1", "wsrpc.1")]
    [InlineData("mqtt", null)]
    public async Task Subprotocol_is_the_richest_both_speak(string offered, string? taken)
    {
        await using var server = await StartAsync();
        using var client = await RawSocket.ConnectAsync(server.Url);
        await client.Sends(RawSocket.Request(server.Url, $"Sec-WebSocket-Protocol: {offered}\r\n"));
        var head = await client.ReceivesUntil("\r\n\r\n");
        if (taken is null)
        {
            Assert.DoesNotContain("Sec-WebSocket-Protocol", head);
        }
        else
        {
            Assert.Contains($"Sec-WebSocket-Protocol: {taken}\r\n", head);
        }
    }

    [Fact]
    public async Task Stopping_cuts_off_whoever_is_still_at_the_door()
    {
        var server = await StartAsync();
        using var client = await RawSocket.ConnectAsync(server.Url);
        await client.Sends("GET /rpc HTTP/1.1\r\n");
        await server.DisposeAsync().Within();
        await client.IsCutOff();
    }

    private static async Task<WsRpcServer> StartAsync(Action<WsRpcServerOptions>? configure = null)
    {
        var server = new WsRpcServer("ws://127.0.0.1:0/rpc", configure);
        server.AddService<IProbe>(new Probe());
        await server.StartAsync();
        return server;
    }

    private static async Task<string> Answer(WsRpcServer server, string request)
    {
        using var client = await RawSocket.ConnectAsync(server.Url);
        await client.Sends(request);
        return await client.ReceivesToEnd();
    }

    private static async Task<string> FirstLine(WsRpcServer server, string request)
    {
        using var client = await RawSocket.ConnectAsync(server.Url);
        await client.Sends(request);
        return await client.ReceivesUntil("\r\n");
    }
}
