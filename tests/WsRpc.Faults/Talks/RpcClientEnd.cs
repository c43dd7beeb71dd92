using WsRpc.Faults.Links;

namespace WsRpc.Faults.Talks;

/// <summary>The client: it dials, and makes all kinds of calls, one of which never gets its answer.</summary>
internal sealed class RpcClientEnd(FaultyStream stream, FakeTimeProvider clock, Terms terms, bool serverCloses) : RpcEnd(stream, clock)
{
    public const int Done = 4000;

    private static readonly string Large = new('x', 20_000);

    private readonly FakeTimeProvider _clock = clock;
    private bool _allWell = true;

    protected override async Task OpenAsync(CancellationToken cancellationToken)
    {
        var options = terms.Configure(new WsRpcClientOptions(), _clock).AddService<IVisitor>(new Visitor());
        var dialing = new WebSocketConnectOptions
        {
            Subprotocols = [RpcSession.PlainSubprotocol, RpcSession.ExtendedSubprotocol],
            Connection = options.Connection,
        };
        (Socket, _) = await ClientOpening.HandshakeAsync(Stream, Url, dialing, cancellationToken);
        Connection = await WsRpcClient.AttachAsync(Socket, options);
    }

    protected override async Task TalkAsync()
    {
        var station = Connection!.GetProxy<IStation>();
        await Try(async () => Assert.Equal("hello", await station.RepeatAsync("hello")));
        await Try(async () => Assert.Equal(42, await station.DoubleAsync(21)));
        await Try(() => station.NoteAsync("noted").AsTask());
        await Try(async () => Assert.Equal(Large, await station.RepeatAsync(Large)));
        await Try(() => CallAndCancel(station));
        var held = station.HoldAsync();
        await Try(async () => Assert.Equal("and", await station.RepeatAsync("and")));
        if (serverCloses)
        {
            await Try(() => station.LeaveAsync().AsTask());
            await Connection.Completion;
        }
        else
        {
            await TrackedCloseAsync(Done);
        }

        // Not sent where the connection had ended before; otherwise nobody has answered it.
        await Assert.ThrowsAnyAsync<RpcConnectionException>(() => held);
        HasSucceeded = _allWell;
    }

    private static async Task CallAndCancel(IStation station)
    {
        using var cancellation = new CancellationTokenSource();
        var call = station.WaitAsync(cancellation.Token);
        await cancellation.CancelAsync();
        try
        {
            await call;
            Assert.Fail("The call was cancelled, and has a result.");
        }
        catch (OperationCanceledException exception)
        {
            Assert.Equal(cancellation.Token, exception.CancellationToken);
        }
    }

    // What RpcConnection documents of calls whose connection ends.
    private async Task Try(Func<Task> operation)
    {
        try
        {
            await operation();
        }
        catch (RpcConnectionException)
        {
            _allWell = false;
        }
    }
}
