namespace WsRpc.Tests.Rpc;

/// <summary>docs/protocol.md, "$/hello": what the peer says it reads is what it is sent.</summary>
public sealed class PeerLimitTests
{
    private const string Call = """{"jsonrpc":"2.0","id":1,"method":"probe.say","params":["xxxxxxxxxx",1,null]}""";
    private const string Notification = """{"jsonrpc":"2.0","method":"probe.note","params":["xxxxxxxxxx"]}""";
    private const string Result = """{"jsonrpc":"2.0","id":7,"result":"xxxxxxxxxx"}""";
    private const string TooLarge = """{"jsonrpc":"2.0","id":7,"error":{"code":-32003,"message":"probe.say: the result is larger than the caller reads (MaxMessageBytes = """;

    [Fact]
    public async Task Call_larger_than_the_peer_reads_is_not_sent()
    {
        await using var peer = await AttachAsync(Call.Length - 1);
        var failure = await Assert.ThrowsAsync<RpcLimitException>(() => peer.Proxy.SayAsync("xxxxxxxxxx").Within());
        Assert.Equal(("MaxMessageBytes", Call.Length - 1, "probe.say"), (failure.Limit, failure.Value, failure.Method));
        await peer.IsAliveAndSilent();
    }

    [Fact]
    public async Task Call_as_large_as_the_peer_reads_is_sent()
    {
        await using var peer = await AttachAsync(Call.Length);
        _ = peer.Proxy.SayAsync("xxxxxxxxxx");
        await peer.Receives(Call);
    }

    [Fact]
    public async Task Notification_larger_than_the_peer_reads_is_not_sent()
    {
        await using var peer = await AttachAsync(Notification.Length - 1);
        var failure = await Assert.ThrowsAsync<RpcLimitException>(() => peer.Proxy.NoteAsync("xxxxxxxxxx").Within());
        Assert.Equal(("MaxMessageBytes", Notification.Length - 1, "probe.note"), (failure.Limit, failure.Value, failure.Method));
        Assert.Equal(0, peer.Engine.Counters.NotificationsSent);
        await peer.IsAliveAndSilent();
    }

    [Fact]
    public async Task Notification_as_large_as_the_peer_reads_is_sent()
    {
        await using var peer = await AttachAsync(Notification.Length);
        await peer.Proxy.NoteAsync("xxxxxxxxxx").Within();
        await peer.Receives(Notification);
    }

    [Fact]
    public async Task Result_larger_than_the_peer_reads_is_an_error()
    {
        await using var peer = await AttachAsync(Result.Length - 1);
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"probe.say","params":["xxxxxxxxxx"]}""");
        await peer.Receives($"{TooLarge}{Result.Length - 1}).\"}}}}");
        await peer.IsAliveAndSilent();
    }

    [Fact]
    public async Task Result_as_large_as_the_peer_reads_is_sent()
    {
        await using var peer = await AttachAsync(Result.Length);
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"probe.say","params":["xxxxxxxxxx"]}""");
        await peer.Receives(Result);
    }

    [Fact]
    public async Task More_calls_than_the_peer_works_on_are_not_sent()
    {
        await using var peer = await RawPeer.AttachAsync(subprotocol: "wsrpc.1");
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/hello","params":{"version":1,"limits":{"maxCallsInFlight":2}}}""");
        await peer.IsAliveAndSilent();
        var first = peer.Proxy.AddAsync(1, 2);
        _ = peer.Proxy.AddAsync(3, 4);
        var failure = await Assert.ThrowsAsync<RpcLimitException>(() => peer.Proxy.AddAsync(5, 6).Within());
        Assert.Equal("probe.add was not sent: the peer works on no more than 2 calls at a time, and so many are not answered yet.", failure.Message);
        Assert.Equal(("MaxCallsInFlight", 2, "probe.add"), (failure.Limit, failure.Value, failure.Method));
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"probe.add","params":[1,2]}""");
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":3}""");
        Assert.Equal(3, await first.Within());
        _ = peer.Proxy.AddAsync(7, 8);
        Assert.EndsWith("[7,8]}", await peer.Receive());
    }

    [Fact]
    public async Task Peer_that_names_no_limit_is_sent_messages_of_any_size()
    {
        await using var peer = await RawPeer.AttachAsync(subprotocol: "wsrpc.1");
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/hello","params":{"version":1}}""");
        await peer.IsAliveAndSilent();
        _ = peer.Proxy.SayAsync(new string('x', 1_000_000));
        Assert.Contains("xxx", await peer.Receive());
    }

    [Theory]
    [InlineData("short", 2000, "short")]
    [InlineData("long", 0, "long")]
    public async Task Error_larger_than_the_peer_reads_goes_without_what_makes_it_large(string text, int dataLength, string begins)
    {
        var message = text == "long" ? text + new string('x', 2000) : text;
        var data = System.Text.Json.JsonSerializer.SerializeToElement(new string('d', dataLength));
        await using var peer = await RawPeer.AttachAsync(new Probe { OnRun = (_, _) => throw new RpcErrorException(4711, message, data) }, "wsrpc.1");
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/hello","params":{"version":1,"limits":{"maxMessageBytes":1000}}}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"probe.run","params":["x"]}""");
        var answer = await peer.Receive();
        Assert.StartsWith($$"""{"jsonrpc":"2.0","id":7,"error":{"code":4711,"message":"{{begins}}""", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("ddd", answer, StringComparison.Ordinal);
        Assert.InRange(answer.Length, 1, 1000);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Connection_outlives_what_is_too_large(bool later)
    {
        var probe = new Probe
        {
            OnRun = async (name, _) =>
            {
                if (later)
                {
                    await Task.Yield();
                }

                return string.Concat(Enumerable.Repeat(name, 1000));
            },
        };
        await using var pair = await RpcPair.ConnectAsync(
            probe,
            configureServer: options => options.MaxMessageBytes = 1000,
            configureClient: options => options.MaxMessageBytes = 1000);
        await pair.Proxy.EchoAsync(1).Within();
        await pair.Server.GetProxy<IProbe>().ResetAsync().Within().ContinueWith(static _ => { }, TaskScheduler.Default);

        await Assert.ThrowsAsync<RpcLimitException>(() => pair.Proxy.SayAsync(new string('x', 1000)).Within());
        await Assert.ThrowsAsync<RpcLimitException>(() => pair.Proxy.NoteAsync(new string('x', 1000)).Within());
        var failure = await Assert.ThrowsAsync<RpcErrorException>(() => pair.Proxy.RunAsync("x").Within());
        Assert.Equal((-32003, "probe.run: the result is larger than the caller reads (MaxMessageBytes = 1000)."), (failure.Code, failure.Message));
        Assert.Equal(3, await pair.Proxy.AddAsync(1, 2).Within());
    }

    private static async Task<RawPeer> AttachAsync(int maxMessageBytes)
    {
        var peer = await RawPeer.AttachAsync(new Probe(), "wsrpc.1");
        await peer.Receive();
        await peer.Sends($$$$"""{"jsonrpc":"2.0","method":"$/hello","params":{"version":1,"limits":{"maxMessageBytes":{{{{maxMessageBytes}}}}}}}""");
        await peer.IsAliveAndSilent();
        return peer;
    }
}
