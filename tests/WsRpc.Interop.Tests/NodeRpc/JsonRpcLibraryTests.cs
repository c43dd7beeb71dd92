using System.Text.Json.Nodes;

namespace WsRpc.Interop.Tests;

/// <summary>A JSON-RPC library of others calls our server, and our client calls one that it serves.</summary>
public abstract class JsonRpcLibraryTests(JsonRpcLibrary library)
{
    /// <summary>Whether the library can be called by whom it has called.</summary>
    private protected virtual bool CallsBothWays => false;

    private protected virtual bool SendsBatches => false;

    private protected virtual bool Cancels => false;

    private protected virtual bool ReportsProgress => false;

    [PeerFact]
    public async Task It_calls_our_server_in_every_way_it_knows()
    {
        await using var server = new WsRpcServer("ws://127.0.0.1:0/rpc");
        server.AddService<ICounterpart>(connection => new Counterpart(connection.GetProxy<ICounterpart>()));
        await server.StartAsync();
        var report = JsonNode.Parse(await library.ReportAsync(server.Url))!;
        var expected = new JsonObject
        {
            ["add"] = 42,
            ["greet"] = "Hello, Ann!",
            ["hover"] = new JsonObject { ["x"] = 1, ["y"] = 2 },
            ["fail"] = new JsonObject { ["code"] = 4711, ["message"] = "no", ["data"] = new JsonObject { ["k"] = 1 } },
            ["nope"] = -32601,
            ["bad"] = -32602,
            ["note"] = "hi",
            ["relay"] = CallsBothWays ? 5 : null,
            ["batch"] = SendsBatches ? new JsonArray(3, -32601, 7) : null,
            ["progress"] = ReportsProgress ? new JsonObject { ["told"] = new JsonArray(1, 2), ["result"] = "done" } : null,
            ["cancelled"] = Cancels ? -32800 : null,
        };
        Assert.Equal(expected.ToJsonString(), report.ToJsonString());
    }

    [PeerFact]
    public async Task Our_client_calls_it_in_every_form_of_params()
    {
        await using var client = await ConnectAsync();
        var peer = client.GetProxy<ICounterpart>();
        Assert.Equal(42, await peer.AddAsync(2, 40).Within());
        Assert.Equal("Hello, Ann!", await peer.GreetAsync("Ann").Within());
        Assert.Equal(new Place(1, 2), await peer.HoverAsync(new Place(1, 2)).Within());
    }

    [PeerFact]
    public async Task Its_errors_reach_our_client()
    {
        await using var client = await ConnectAsync();
        var failure = await Assert.ThrowsAsync<RpcErrorException>(() => client.GetProxy<ICounterpart>().FailAsync().Within());
        Assert.Equal((4711, "no", """{"k":1}"""), (failure.Code, failure.Message, failure.ErrorData?.GetRawText()));
        await Assert.ThrowsAsync<RpcMethodNotFoundException>(() => client.InvokeAsync<int>("nope").Within());
    }

    [PeerFact]
    public async Task It_takes_our_notifications()
    {
        await using var client = await ConnectAsync();
        await client.GetProxy<ICounterpart>().NoteAsync("hi");
        Assert.Equal("hi", await client.GetProxy<ICounterpart>().LastNoteAsync().Within());
    }

    [PeerFact]
    public async Task It_calls_our_client_back()
    {
        await using var client = await ConnectAsync();
        if (CallsBothWays)
        {
            Assert.Equal(5, await client.GetProxy<ICounterpart>().RelayAsync(2, 3).Within());
        }
        else
        {
            await Assert.ThrowsAnyAsync<RpcErrorException>(() => client.GetProxy<ICounterpart>().RelayAsync(2, 3).Within());
        }
    }

    [PeerFact]
    public async Task Call_of_ours_that_it_does_not_answer_can_be_cancelled()
    {
        await using var client = await ConnectAsync();
        using var cancellation = new CancellationTokenSource();
        var call = client.GetProxy<ICounterpart>().WaitsAsync(cancellation.Token);
        if (Cancels)
        {
            await cancellation.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Within());
        }

        Assert.Equal(42, await client.GetProxy<ICounterpart>().AddAsync(2, 40).Within());
        await cancellation.CancelAsync();
        await call.ContinueWith(_ => { }, TaskScheduler.Default).Within();
    }

    private protected async Task<WsRpcClient> ConnectAsync()
    {
        var url = await library.UrlAsync();
        return await WsRpcClient.ConnectAsync(url, options =>
        {
            options.Proxy = null;
            options.AddService<ICounterpart>(connection => new Counterpart(connection.GetProxy<ICounterpart>()));
        }).Within();
    }
}

/// <summary>The library of Visual Studio Code and its language servers.</summary>
[Needs(nameof(Tool.NodeRpc))]
public sealed class VscodeJsonRpcTests(VscodeJsonRpc library) : JsonRpcLibraryTests(library), IClassFixture<VscodeJsonRpc>
{
    private protected override bool CallsBothWays => true;

    private protected override bool Cancels => true;

    private protected override bool ReportsProgress => true;

    [PeerFact]
    public async Task It_tells_our_client_of_progress()
    {
        await using var client = await ConnectAsync();
        var told = new Steps();
        Assert.Equal("done", await client.GetProxy<ICounterpart>().StepsAsync(told).Within());
        Assert.Equal([1, 2], told.Values);
    }

    private sealed class Steps : IProgress<int>
    {
        public List<int> Values { get; } = [];

        public void Report(int value) => Values.Add(value);
    }
}

/// <summary>A library for any transport, in both roles at once.</summary>
[Needs(nameof(Tool.NodeRpc))]
public sealed class JsonRpc20Tests(JsonRpc20 library) : JsonRpcLibraryTests(library), IClassFixture<JsonRpc20>
{
    private protected override bool CallsBothWays => true;

    private protected override bool SendsBatches => true;
}

/// <summary>A library that sends batches.</summary>
[Needs(nameof(Tool.NodeRpc))]
public sealed class JaysonTests(Jayson library) : JsonRpcLibraryTests(library), IClassFixture<Jayson>
{
    private protected override bool SendsBatches => true;
}

/// <summary>A library with servers and clients for WebSockets alone.</summary>
[Needs(nameof(Tool.NodeRpc))]
public sealed class RpcWebSocketsTests(RpcWebSockets library) : JsonRpcLibraryTests(library), IClassFixture<RpcWebSockets>;
