namespace WsRpc.Tests.Client;

/// <summary>Addresses that stand in brackets (RFC 3986 §3.2.2).</summary>
public sealed class Ipv6Tests
{
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
