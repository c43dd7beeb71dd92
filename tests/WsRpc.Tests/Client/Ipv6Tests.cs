namespace WsRpc.Tests.Client;

/// <summary>Addresses that stand in brackets (RFC 3986 §3.2.2).</summary>
public sealed class Ipv6Tests
{
    [Theory]
    [InlineData("ws://[fe80::1%25eth0]:81/", "fe80::1%eth0")]
    [InlineData("ws://[fe80::1%eth0]:81/", "fe80::1%eth0")]
    [InlineData("ws://[fe80::1]:81/", "fe80::1")]
    public void Zone_is_for_dialing_only(string url, string dialed)
    {
        var target = WebSocketUrl.Of(new Uri(url));
        Assert.Equal(dialed, target.DialHost);
        Assert.Equal(("[fe80::1]:81", "fe80::1"), (target.Authority, target.TlsHost));
    }

    [Ipv6Fact]
    public async Task Address_stands_in_brackets_in_the_host_header()
    {
        await using var server = new WsRpcServer("ws://[::1]:0/rpc");
        server.AddService<IProbe>(new Probe());
        await server.StartAsync();
        await using var client = await WsRpcClient.ConnectAsync(server.Url).Within();
        Assert.Equal(3, await client.GetProxy<IProbe>().AddAsync(1, 2).Within());
        Assert.Equal($"[::1]:{server.Url.Port}", Assert.Single(server.Connections).Handshake.Headers["Host"]);
    }
}
