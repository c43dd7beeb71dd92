namespace WsRpc.Tests.Progress;

/// <summary>IProgress arguments (docs/protocol.md, "Progress"), in both roles and octet for octet.</summary>
public sealed class ProgressTests
{
    [Fact]
    public async Task Caller_sends_a_token_and_is_told_in_order_before_the_call_completes()
    {
        await using var peer = await RawPeer.AttachAsync();
        var told = new Reports<double>();
        var run = peer.Engine.GetProxy<IImport>().RunAsync("a.csv", told);
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"import.run","params":["a.csv",1]}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/progress","params":{"token":1,"value":0.25}}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/progress","params":[1,0.5]}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":3}""");
        Assert.Equal(3, await run.Within());
        Assert.Equal([0.25, 0.5], told.Values);
    }

    [Fact]
    public async Task Reports_behind_the_answer_under_unknown_tokens_or_of_another_type_are_dropped()
    {
        await using var peer = await RawPeer.AttachAsync();
        var told = new Reports<double>();
        var run = peer.Engine.GetProxy<IImport>().RunAsync("a.csv", told);
        await peer.Receive();
        foreach (var parameters in (string[])["[1,\"half\"]", "[2,0.5]", "[1]", "[]", "{}", "{\"token\":1}", "{\"value\":1}", "[\"1\",1]", "null", "[1.5,1]"])
        {
            await peer.Sends($$"""{"jsonrpc":"2.0","method":"$/progress","params":{{parameters}}}""");
        }

        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":3}""");
        await run.Within();
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/progress","params":[1,1]}""");
        await peer.IsAliveAndSilent();
        Assert.Empty(told.Values);
    }

    [Fact]
    public async Task Nobody_to_tell_is_null_on_the_wire()
    {
        await using var peer = await RawPeer.AttachAsync();
        _ = peer.Engine.GetProxy<IImport>().RunAsync("a.csv");
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"import.run","params":["a.csv",null]}""");
    }

    [Theory]
    [InlineData("3")]
    [InlineData("-1")]
    [InlineData("\"workDone/7\"")]
    public async Task Service_reports_under_the_token_it_was_given_until_the_answer(string token)
    {
        var import = new Import();
        await using var peer = await RawPeer.AttachAsync(options => options.AddService<IImport>(import));
        await peer.Sends($$"""{"jsonrpc":"2.0","id":7,"method":"import.run","params":["a.csv",{{token}}]}""");
        await peer.Receives($$$"""{"jsonrpc":"2.0","method":"$/progress","params":{"token":{{{token}}},"value":0}}""");
        await peer.Receives($$$"""{"jsonrpc":"2.0","method":"$/progress","params":{"token":{{{token}}},"value":0.5}}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":7,"result":1}""");
        import.Progress!.Report(1);
        await peer.IsAliveAndSilent();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("true")]
    public async Task Token_of_another_type_is_refused(string token)
    {
        await using var peer = await RawPeer.AttachAsync(options => options.AddService<IImport>(new Import()));
        await peer.Sends($$"""{"jsonrpc":"2.0","id":7,"method":"import.run","params":["a.csv",{{token}}]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":7,"error":{"code":-32602,"message":"import.run: argument \"progress\" must be a progress token: an integer or a string"}}""");
    }

    [Theory]
    [InlineData("[null]")]
    [InlineData("""{"notes":null}""")]
    public async Task Service_that_wants_to_report_need_not_ask_whether_anybody_listens(string parameters)
    {
        await using var peer = await RawPeer.AttachAsync(options => options.AddService<IImport>(new Import()));
        await peer.Sends($$"""{"jsonrpc":"2.0","id":7,"method":"import.note","params":{{parameters}}}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":7,"result":null}""");
    }

    [Fact]
    public async Task Report_that_throws_harms_neither_call_nor_later_reports()
    {
        await using var pair = await RpcPair.ConnectAsync(configureServer: options => options.AddService<IImport>(new Import()));
        var told = new Reports<double>(value => value == 0 ? throw new InvalidOperationException("no") : value);
        Assert.Equal(1, await pair.Client.GetProxy<IImport>().RunAsync("a.csv", told).Within());
        Assert.Equal([0.5], told.Values);
    }

    [Fact]
    public async Task Report_that_blocks_does_not_keep_the_answer_waiting()
    {
        await using var pair = await RpcPair.ConnectAsync(configureServer: options => options.AddService<IImport>(new Import()));
        using var gate = new ManualResetEventSlim();
        var told = new Reports<double>(value =>
        {
            gate.Wait(InTime.Limit);
            return value;
        });
        Assert.Equal(1, await pair.Client.GetProxy<IImport>().RunAsync("a.csv", told).Within());
        gate.Set();
    }

    [Fact]
    public async Task Tokens_are_given_back_when_calls_end()
    {
        await using var pair = await RpcPair.ConnectAsync(configureServer: options => options.AddService<IImport>(new Import()));
        var import = pair.Client.GetProxy<IImport>();
        await import.RunAsync("a.csv", new Reports<double>()).Within();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => import.RunAsync("a.csv", new Reports<double>(), new CancellationToken(canceled: true)).Within());
        Assert.Equal(0, pair.Client.Session.Progress.Count);
    }

    private sealed class Import : IImport
    {
        public IProgress<double>? Progress { get; private set; }

        public Task<int> RunAsync(string file, IProgress<double>? progress, CancellationToken cancellationToken)
        {
            Progress = progress;
            progress?.Report(0);
            progress?.Report(0.5);
            return Task.FromResult(1);
        }

        public ValueTask NoteAsync(IProgress<string> notes)
        {
            notes.Report("done");
            return default;
        }
    }

    private sealed class Reports<T>(Func<T, T>? check = null) : IProgress<T>
    {
        public List<T> Values { get; } = [];

        public void Report(T value) => Values.Add(check is null ? value : check(value));
    }
}
