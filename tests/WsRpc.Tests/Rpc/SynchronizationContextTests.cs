namespace WsRpc.Tests.Rpc;

/// <summary><see cref="RpcOptions.SynchronizationContext"/>: where services are called.</summary>
public sealed class SynchronizationContextTests
{
    private readonly Desk _desk = new() { OnStart = static text => text == "waits" ? null : text };
    private readonly QueueContext _context = new();

    [Fact]
    public async Task Services_are_called_where_they_are_posted_in_the_order_of_arrival()
    {
        await using var peer = await AttachAsync();
        await peer.Sends(Run(1, "one"));
        await peer.Sends("""{"jsonrpc":"2.0","method":"probe.note","params":["two"]}""");
        await peer.Sends(Run(3, "three"));
        await peer.IsAliveAndSilent();
        Assert.Empty(_desk.Started);
        Assert.Equal(3, _context.Work());
        Assert.Equal(["one", "two", "three"], _desk.Started);
        await peer.Receives(Result(1, "one"));
        await peer.Receives(Result(3, "three"));
    }

    [Fact]
    public async Task Call_that_was_posted_can_be_cancelled()
    {
        await using var peer = await AttachAsync();
        await peer.Sends(Run(1, "one"));
        await peer.Sends(Run(2, "two"));
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"error":{"code":-32800,"message":"The call was cancelled."}}""");
        _context.Work();
        await peer.Receives(Result(2, "two"));
        Assert.Equal(["two"], _desk.Started);
    }

    [Fact]
    public async Task Barrier_holds_there_too()
    {
        await using var peer = await AttachAsync();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"method":"editor.change","params":["waits"]}""");
        await peer.Sends(Run(2, "two"));
        await peer.Sends(Run(3, "three"));
        await peer.IsAliveAndSilent();
        Assert.Equal(1, _context.Work());
        await peer.IsAliveAndSilent();
        Assert.Equal(0, _context.Work());
        _desk.End("waits");
        await peer.Receives(Result(1, "waits"));
        await InTime.Until(() => _context.Count == 2);
        _context.Work();
        await peer.Receives(Result(2, "two"));
        await peer.Receives(Result(3, "three"));
    }

    [Fact]
    public async Task Unread_arguments_are_refused_from_there()
    {
        await using var peer = await AttachAsync();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"method":"probe.add","params":["x",2]}""");
        await peer.IsAliveAndSilent();
        _context.Work();
        Assert.Contains("-32602", await peer.Receive());
    }

    [Fact]
    public async Task Calls_beyond_MaxWaitingBytes_are_refused()
    {
        await using var peer = await AttachAsync(maxWaitingBytes: 1);
        await peer.Sends(Run(1, "one"));
        await peer.Sends(Run(2, "two"));
        await peer.Receives("""{"jsonrpc":"2.0","id":2,"error":{"code":-32005,"message":"probe.run was refused: MaxWaitingBytes = 1 is reached."}}""");
        _context.Work();
        await peer.Receives(Result(1, "one"));
        await peer.Sends(Run(3, "three"));
        await peer.IsAliveAndSilent();
        _context.Work();
        await peer.Receives(Result(3, "three"));
    }

    [Fact]
    public async Task What_the_thread_of_the_context_does_next_comes_from_within_no_call()
    {
        await using var peer = await AttachAsync(subprotocol: "wsrpc.1");
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/hello","params":{"version":1,"capabilities":["parent"]}}""");
        await peer.Sends(Run(7, "one"));
        await peer.IsAliveAndSilent();
        _context.Work();
        _ = peer.Proxy.AddAsync(1, 2);
        await peer.Receives(Result(7, "one"));
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"probe.add","params":[1,2]}""");
    }

    [Fact]
    public async Task Context_that_has_ended_ends_the_connection()
    {
        _context.IsOver = true;
        await using var peer = await AttachAsync();
        await peer.Sends(Run(1, "one"));
        await peer.Engine.Completion.Within();
        await peer.Engine.Session.IncomingCalls.WhenIdle().Within();
    }

    private static string Run(int id, string text) => $$"""{"jsonrpc":"2.0","id":{{id}},"method":"probe.run","params":["{{text}}"]}""";

    private static string Result(int id, string text) => $$"""{"jsonrpc":"2.0","id":{{id}},"result":"{{text}}"}""";

    private Task<RawPeer> AttachAsync(int? maxWaitingBytes = null, string? subprotocol = null) => RawPeer.AttachAsync(options => Configure(options, maxWaitingBytes), subprotocol);

    private void Configure(WsRpcClientOptions options, int? maxWaitingBytes)
    {
        options.FlowCallContext = true;
        options.SynchronizationContext = _context;
        options.MaxWaitingBytes = maxWaitingBytes ?? options.MaxWaitingBytes;
        options.AddService<IProbe>(_desk);
        options.AddService<IEditor>(_desk);
    }
}
