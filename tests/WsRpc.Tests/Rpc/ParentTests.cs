namespace WsRpc.Tests.Rpc;

/// <summary>docs/protocol.md, "Calls within calls": who serves a call and makes another says so, and the other comes back in.</summary>
public sealed class ParentTests
{
    private const string Hello = """{"jsonrpc":"2.0","method":"$/hello","params":{"version":1,"capabilities":["parent"]}}""";

    private readonly Desk _desk = new() { OnStart = static text => text };
    private IProbe _caller = null!;

    [Theory]
    [InlineData("7", ""","parent":7""")]
    [InlineData("\"7\"", "")]
    [InlineData("0", "")]
    public async Task Call_made_before_the_first_await_names_its_parent(string id, string parent)
    {
        _desk.OnServe = _ => Ask();
        await using var peer = await AttachAsync();
        await peer.Sends($$"""{"jsonrpc":"2.0","id":{{id}},"method":"probe.run","params":["x"]}""");
        await peer.Receives($$"""{"jsonrpc":"2.0","id":1,"method":"probe.run","params":["?"]{{parent}}}""");
        await peer.Sends(Result(1, "!"));
        await peer.Receives($$"""{"jsonrpc":"2.0","id":{{id}},"result":"!"}""");
        _ = peer.Proxy.AddAsync(1, 2);
        Assert.DoesNotContain("parent", await peer.Receive());
    }

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, ""","parent":7""")]
    public async Task Call_made_behind_an_await_names_its_parent_where_the_context_flows(bool flows, string parent)
    {
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _desk.OnServe = _ => AskLater();
        await using var peer = await AttachAsync(options => options.FlowCallContext = flows);
        await peer.Sends(Call(7, "probe.run", "x"));
        await peer.IsAliveAndSilent();
        goOn.SetResult();
        await peer.Receives($$"""{"jsonrpc":"2.0","id":1,"method":"probe.run","params":["?"]{{parent}}}""");

        async Task<string> AskLater()
        {
            await goOn.Task;
            return await Ask();
        }
    }

    [Fact]
    public async Task Peer_without_the_capability_is_told_nothing()
    {
        _desk.OnServe = _ => Ask();
        await using var peer = await AttachAsync(hello: """{"jsonrpc":"2.0","method":"$/hello","params":{"version":1,"capabilities":["parent.2"]}}""");
        await peer.Sends(Call(7, "probe.run", "x"));
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"probe.run","params":["?"]}""");
    }

    [Theory]
    [InlineData("ledger.book", "ledger.book")]
    [InlineData("ledger.close", "ledger.close")]
    [InlineData("editor.change", "editor.hover")]
    [InlineData("editor.change", "editor.change")]
    [InlineData("editor.change", "ledger.close")]
    public async Task Call_from_within_one_that_others_wait_for_runs_at_once(string outer, string inner)
    {
        _desk.OnServe = text => text == "outer" ? Ask() : null;
        await using var peer = await AttachAsync();
        await peer.Sends(Call(1, outer, "outer"));
        await peer.Receives(Asked(1));
        await peer.Sends(Call(2, inner, "waits"));
        await peer.Sends(Call(3, inner, "inner", parent: 1));
        await peer.Receives(Result(3, "inner"));
        await peer.Sends(Result(1, "!"));
        await peer.Receives(Result(1, "!"));
        await peer.Receives(Result(2, "waits"));
        Assert.Equal(["outer", "inner", "waits"], _desk.Started);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(long.MaxValue)]
    [InlineData(0)]
    public async Task Parent_that_is_no_call_of_ours_means_nothing(long parent)
    {
        _desk.OnServe = text => text == "outer" ? Ask() : null;
        await using var peer = await AttachAsync();
        await peer.Sends(Call(1, "ledger.book", "outer"));
        await peer.Receives(Asked(1));
        await peer.Sends(Call(2, "ledger.book", "inner", parent));
        await peer.IsAliveAndSilent();
        Assert.Equal(["outer"], _desk.Started);
        await peer.Sends(Result(1, "!"));
        await peer.Receives(Result(1, "!"));
        await peer.Receives(Result(2, "inner"));
    }

    [Fact]
    public async Task Parent_that_serves_nothing_others_wait_for_changes_nothing()
    {
        _desk.OnServe = text => text == "run" ? Ask() : text == "change" ? new TaskCompletionSource<string>().Task : null;
        await using var peer = await AttachAsync();
        await peer.Sends(Call(1, "probe.run", "run"));
        await peer.Receives(Asked(1));
        await peer.Sends(Call(2, "editor.change", "change"));
        await peer.Sends(Call(3, "editor.hover", "hover", parent: 1));
        await peer.IsAliveAndSilent();
        Assert.Equal(["run", "change"], _desk.Started);
    }

    [Fact]
    public async Task Calls_from_within_run_one_at_a_time_too()
    {
        var end = new TaskCompletionSource<string>();
        _desk.OnServe = text => text == "outer" ? Ask() : text == "one" ? end.Task : null;
        await using var peer = await AttachAsync();
        await peer.Sends(Call(1, "ledger.book", "outer"));
        await peer.Receives(Asked(1));
        await peer.Sends(Call(2, "ledger.book", "behind"));
        await peer.Sends(Call(3, "ledger.book", "one", parent: 1));
        await peer.Sends(Call(4, "ledger.book", "two", parent: 1));
        await peer.IsAliveAndSilent();
        Assert.Equal(["outer", "one"], _desk.Started);
        end.SetResult("one");
        await peer.Receives(Result(3, "one"));
        await peer.Receives(Result(4, "two"));
        await peer.Sends(Result(1, "!"));
        await peer.Receives(Result(1, "!"));
        await peer.Receives(Result(2, "behind"));
    }

    [Fact]
    public async Task Call_from_within_passes_a_barrier_that_waits_for_its_outer_call()
    {
        _desk.OnServe = text => text == "outer" ? Ask() : null;
        await using var peer = await AttachAsync();
        await peer.Sends(Call(1, "ledger.book", "outer"));
        await peer.Receives(Asked(1));
        await peer.Sends(Call(2, "ledger.close", "barrier"));
        await peer.Sends(Call(3, "editor.hover", "hover"));
        await peer.Sends(Call(4, "ledger.book", "inner", parent: 1));
        await peer.Receives(Result(4, "inner"));
        await peer.Sends(Result(1, "!"));
        await peer.Receives(Result(1, "!"));
        await peer.Receives(Result(2, "barrier"));
        await peer.Receives(Result(3, "hover"));
    }

    [Fact]
    public async Task Inner_call_that_outlives_its_outer_one_holds_up_those_behind()
    {
        var end = new TaskCompletionSource<string>();
        _desk.OnServe = text => text == "outer" ? Ask() : text == "inner" ? end.Task : null;
        await using var peer = await AttachAsync();
        await peer.Sends(Call(1, "ledger.book", "outer"));
        await peer.Receives(Asked(1));
        await peer.Sends(Call(2, "ledger.book", "inner", parent: 1));
        await peer.Sends(Call(3, "ledger.book", "behind"));
        await peer.Sends(Result(1, "!"));
        await peer.Receives(Result(1, "!"));
        await peer.IsAliveAndSilent();
        Assert.Equal(["outer", "inner"], _desk.Started);
        end.SetResult("inner");
        await peer.Receives(Result(2, "inner"));
        await peer.Receives(Result(3, "behind"));
    }

    [Fact]
    public async Task Two_peers_call_into_each_other_and_an_ordered_service()
    {
        RpcPair? pair = null;
        var server = new Desk { OnServe = depth => Deeper(depth, name => pair!.Server.GetProxy<IProbe>().RunAsync(name)) };
        var client = new Desk { OnServe = depth => Deeper(depth, name => pair!.Client.GetProxy<ILedger>().BookAsync(name)) };
        await using var connected = pair = await RpcPair.ConnectAsync(
            client: client,
            configureServer: options => options.AddService<ILedger>(server));

        // Until both hellos were read, nobody says what comes from within what.
        await pair.Proxy.NoteAsync("x").Within();
        await InTime.Until(() => pair.Client.PeerLimits is not null && pair.Server.PeerLimits is not null);
        Assert.Equal("0", await pair.Client.GetProxy<ILedger>().BookAsync("6").Within());

        static Task<string> Deeper(string depth, Func<string, Task<string>> call) =>
            depth == "0" ? Task.FromResult(depth) : call($"{int.Parse(depth, System.Globalization.CultureInfo.InvariantCulture) - 1}");
    }

    private static string Call(int id, string method, string text, long? parent = null) =>
        $$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}","params":["{{text}}"]{{(parent is null ? "" : $",\"parent\":{parent}")}}}""";

    private static string Result(int id, string text) => $$"""{"jsonrpc":"2.0","id":{{id}},"result":"{{text}}"}""";

    private static string Asked(int parent) => $$"""{"jsonrpc":"2.0","id":1,"method":"probe.run","params":["?"],"parent":{{parent}}}""";

    private Task<string> Ask() => _caller.RunAsync("?");

    private async Task<RawPeer> AttachAsync(Action<WsRpcClientOptions>? configure = null, string hello = Hello)
    {
        var peer = await RawPeer.AttachAsync(
            options =>
            {
                options.AddService<IEditor>(_desk);
                options.AddService<ILedger>(_desk);
                options.AddService<IProbe>(_desk);
                configure?.Invoke(options);
            },
            "wsrpc.1");
        _caller = peer.Proxy;
        await peer.Receive();
        await peer.Sends(hello);
        await peer.IsAliveAndSilent();
        return peer;
    }
}
