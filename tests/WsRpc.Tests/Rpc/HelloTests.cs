namespace WsRpc.Tests.Rpc;

/// <summary>docs/protocol.md, "$/hello".</summary>
public sealed class HelloTests
{
    private const string Ours = """{"jsonrpc":"2.0","method":"$/hello","params":{"version":1,"limits":{"maxMessageBytes":4194304,"maxCallsInFlight":16384,"keepAliveIntervalMs":30000,"keepAliveTimeoutMs":20000},"services":["probe"],"capabilities":["timeout","parent","events","binary","streams"]}}""";

    [Fact]
    public async Task Hello_is_the_first_message()
    {
        await using var peer = await RawPeer.AttachAsync(
            options => options.AddService<IProbe>(connection =>
            {
                _ = connection.GetProxy<IProbe>().EchoAsync(1);
                return new Probe();
            }),
            "wsrpc.1");
        await peer.Receives(Ours);
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"probe.echo","params":[1]}""");
    }

    [Fact]
    public async Task Hello_goes_both_ways()
    {
        await using var pair = await RpcPair.ConnectAsync(server: new Probe(), configureClient: options => options.MaxCallsInFlight = 3);
        await pair.Client.GetProxy<IProbe>().EchoAsync(1).Within();
        Assert.Equal(["probe"], pair.Client.Session.Peer!.Services);
        Assert.Equal((1, 3, 0), (pair.Server.Session.Peer!.Version, pair.Server.Session.Peer.MaxCallsInFlight, pair.Server.Session.Peer.Services.Count));
    }

    [Fact]
    public async Task Limits_of_the_peer_can_be_read_once_its_hello_has_come()
    {
        await using var peer = await RawPeer.AttachAsync(new Probe(), "wsrpc.1");
        Assert.Null(peer.Engine.PeerLimits);
        await peer.Receives(Ours);
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/hello","params":{"version":1,"limits":{"maxMessageBytes":1000,"maxCallsInFlight":7,"keepAliveIntervalMs":1500,"keepAliveTimeoutMs":2500}}}""");
        await peer.IsAliveAndSilent();
        var limits = peer.Engine.PeerLimits!;
        Assert.Equal(
            (1000, 7, TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(2.5)),
            (limits.MaxMessageBytes, limits.MaxCallsInFlight, limits.KeepAliveInterval, limits.KeepAliveTimeout));
    }

    [Fact]
    public async Task Limits_of_a_peer_that_tells_none_are_unknown_and_a_plain_one_has_no_hello()
    {
        await using var terse = await RawPeer.AttachAsync(new Probe(), "wsrpc.1");
        await terse.Receives(Ours);
        await terse.Sends("""{"jsonrpc":"2.0","method":"$/hello","params":{"version":1}}""");
        await terse.IsAliveAndSilent();
        var limits = terse.Engine.PeerLimits!;
        Assert.Equal((null, null, null, null), (limits.MaxMessageBytes, limits.MaxCallsInFlight, limits.KeepAliveInterval, limits.KeepAliveTimeout));

        await using var plain = await RawPeer.AttachAsync(new Probe());
        await plain.IsAliveAndSilent();
        Assert.Null(plain.Engine.PeerLimits);
    }

    [Fact]
    public async Task Keep_alive_that_is_off_is_not_told()
    {
        await using var peer = await RawPeer.AttachAsync(options => options.KeepAliveInterval = Timeout.InfiniteTimeSpan, "wsrpc.1");
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/hello","params":{"version":1,"limits":{"maxMessageBytes":4194304,"maxCallsInFlight":16384},"services":[],"capabilities":["timeout","parent","events","binary","streams"]}}""");
        Assert.Equal(Timeout.InfiniteTimeSpan, peer.Engine.Limits.KeepAliveInterval);
    }

    [Fact]
    public async Task Service_name_of_two_contracts_is_told_once()
    {
        await using var peer = await RawPeer.AttachAsync(
            options => options.AddService<IProbe>(new Probe()).AddService<IProbeMore>(new More()),
            "wsrpc.1");
        await peer.Receives(Ours);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("jsonrpc")]
    public async Task Plain_peer_hears_no_hello_and_its_own_is_ignored(string? subprotocol)
    {
        await using var peer = await RawPeer.AttachAsync(new Probe(), subprotocol);
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/hello","params":{"version":"broken"}}""");
        await peer.IsAliveAndSilent();
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/hello","params":{"version":1,"services":["chat"]}}""");
        await peer.IsAliveAndSilent();
        Assert.Null(peer.Engine.Session.Peer);
    }

    [Fact]
    public async Task Second_hello_is_ignored_even_a_malformed_one()
    {
        await using var peer = await RawPeer.AttachAsync(new Probe(), "wsrpc.1");
        await peer.Receives(Ours);
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/hello","params":{"version":2,"services":["first"]}}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/hello","params":{"version":1,"services":["second"]}}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/hello","params":[]}""");
        await peer.IsAliveAndSilent();
        Assert.Equal(["first"], peer.Engine.Session.Peer!.Services);
    }

    [Fact]
    public async Task Calls_need_not_wait_for_it_and_a_late_one_counts()
    {
        await using var peer = await RawPeer.AttachAsync(new Probe(), "wsrpc.1");
        await peer.Receives(Ours);
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"method":"probe.add","params":[1,2]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"result":3}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/hello","params":{"version":1,"services":["late"],"unknown":[{}]}}""");
        await peer.IsAliveAndSilent();
        Assert.Equal(["late"], peer.Engine.Session.Peer!.Services);
    }

    [Theory]
    [InlineData("")]
    [InlineData(""","params":[]""")]
    [InlineData(""","params":{}""")]
    [InlineData(""","params":{"version":0}""")]
    [InlineData(""","params":{"version":"1"}""")]
    [InlineData(""","params":{"version":1,"services":"chat"}""")]
    [InlineData(""","params":{"version":1,"services":[1]}""")]
    [InlineData(""","params":{"version":1,"limits":{"maxMessageBytes":-1}}""")]
    public async Task Malformed_hello_closes_1002(string parameters)
    {
        await using var peer = await RawPeer.AttachAsync(new Probe(), "wsrpc.1");
        await peer.Receives(Ours);
        await peer.Sends($$"""{"jsonrpc":"2.0","method":"$/hello"{{parameters}}}""");
        await peer.Sends($$"""{"jsonrpc":"2.0","method":"$/hello"{{parameters}}}""");
        await peer.ReceivesClose(1002, "malformed $/hello");
    }

    private sealed class More : IProbeMore
    {
        public Task MoreAsync() => Task.CompletedTask;
    }
}
