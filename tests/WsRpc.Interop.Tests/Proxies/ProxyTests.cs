using WsRpc.Protocol.WebSocket;

namespace WsRpc.Interop.Tests;

/// <summary>Our client and our server with a proxy in between, which buffers and has an opinion on idle connections.</summary>
public abstract class ProxyTests(Site site) : EchoPeerTests
{
    [PeerFact]
    public async Task Idle_connection_that_the_proxy_drops_has_ended_at_both_ends()
    {
        var id = "idle-" + Meeting.NewId();
        await using var connection = await Dialing.ConnectAsync(await site.UrlAsync(id), null, site.Certificate);
        await EchoesAsync(connection, WebSocketOpcode.Text, "x"u8.ToArray());
        Assert.True((await connection.ReceiveAsync().Within()).IsClose);
        Assert.Equal((1006, true), (connection.Closed?.Code, connection.Closed?.InitiatedByPeer));
        Assert.StartsWith("1006", await site.EchoClosed.HearAsync(id));
    }

    [PeerFact]
    public async Task Keep_alive_pings_hold_an_idle_connection_that_the_proxy_would_drop()
    {
        await using var held = await Dialing.ConnectAsync(await site.UrlAsync("idle-" + Meeting.NewId()), null, site.Certificate, keepAlive: TimeSpan.FromMilliseconds(200));
        var echoed = held.ReceivesAsync(WebSocketOpcode.Text, "still here"u8.ToArray()); // pongs are seen while somebody receives
        await using var idle = await Dialing.ConnectAsync(await site.UrlAsync("idle-" + Meeting.NewId()), null, site.Certificate);
        Assert.True((await idle.ReceiveAsync().Within()).IsClose);
        await held.SendTextAsync("still here").Within();
        await echoed;
    }

    [PeerTheory]
    [InlineData(3)]
    [InlineData(1_000_000)]
    public async Task Calls_pass_both_ways(int length)
    {
        await using var client = await ConnectAsync("rpc", options => options.AddService<IGreeter>(new Greeter(null)));
        var name = new string('x', length);
        Assert.Equal($"You say: Hello, {name}!", await client.GetProxy<IGreeter>().GreetThroughCallerAsync(name).Within());
    }

    [PeerFact]
    public async Task Handshake_has_what_the_proxy_says_of_the_client()
    {
        var id = Meeting.NewId();
        await using var client = await ConnectAsync("rpc", options => options.Headers["X-Id"] = id);
        Assert.Equal("Hello, Ann!", await client.GetProxy<IGreeter>().GreetAsync("Ann").Within());
        var connection = Assert.Single(site.RpcConnections, c => c.Handshake.Headers.TryGetValue("X-Id", out var value) && value == id);
        Assert.Equal("127.0.0.1", connection.Handshake.Headers["X-Forwarded-For"]);
    }

    [PeerFact]
    public async Task Page_of_the_same_site_is_admitted_where_the_proxy_forwards_Host()
    {
        await using var client = await ConnectAsync("rpc", options => options.Origin = site.Origin);
        Assert.Equal("Hello, Ann!", await client.GetProxy<IGreeter>().GreetAsync("Ann").Within());
    }

    [PeerFact]
    public async Task Page_of_another_site_is_refused()
    {
        var failure = await Assert.ThrowsAsync<RpcConnectFailedException>(() => ConnectAsync("rpc", options => options.Origin = "https://example.org"));
        Assert.Contains("403", failure.Message);
    }

    [PeerFact]
    public async Task Page_of_the_same_site_is_another_origin_where_the_proxy_rewrites_Host()
    {
        var failure = await Assert.ThrowsAsync<RpcConnectFailedException>(() => ConnectAsync("rewritten", options => options.Origin = site.Origin));
        Assert.Contains("403", failure.Message);
        await using var client = await ConnectAsync("rewritten", _ => { });
        Assert.Equal("Hello, Ann!", await client.GetProxy<IGreeter>().GreetAsync("Ann").Within());
    }

    private protected override async Task<Meeting> MeetAsync(PerMessageDeflateOptions? compression = null)
    {
        var id = Meeting.NewId();
        var connection = await Dialing.ConnectAsync(await site.UrlAsync(id), compression, site.Certificate);
        return new Meeting(connection, () => site.EchoClosed.HearAsync(id));
    }

    private async Task<WsRpcClient> ConnectAsync(string path, Action<WsRpcClientOptions> configure)
    {
        var url = await site.UrlAsync(path);
        return await WsRpcClient.ConnectAsync(url, options =>
        {
            options.Proxy = null;
            options.Tls = site.Certificate?.Trusted;
            configure(options);
        }).Within();
    }
}
