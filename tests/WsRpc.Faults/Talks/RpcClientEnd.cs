using WsRpc.Faults.Links;

namespace WsRpc.Faults.Talks;

/// <summary>The client: it dials, and makes all kinds of calls, one of which never gets its answer.</summary>
internal sealed class RpcClientEnd(FaultyStream stream, FakeTimeProvider clock, Terms terms, bool serverCloses) : RpcEnd(stream, clock)
{
    public const int Done = 4000;

    private readonly FakeTimeProvider _clock = clock;

    protected override async Task OpenAsync(CancellationToken cancellationToken)
    {
        var options = terms.Configure(new WsRpcClientOptions(), _clock).AddService<IVisitor>(new Visitor());
        var dialing = new WebSocketConnectOptions
        {
            Subprotocols = [RpcSession.PlainSubprotocol, RpcSession.ExtendedSubprotocol],
            Connection = options.Connection,
        };
        (Socket, _) = await ClientOpening.HandshakeAsync(Stream, WebSocketUrl.Of(Url), dialing, cancellationToken);
        Connection = await WsRpcClient.AttachAsync(Socket, options);
    }

    protected override async Task TalkAsync()
    {
        var visit = new Visit(Connection!.GetProxy<IStation>());
        await visit.CallAsync();
        if (serverCloses)
        {
            await visit.AskToLeaveAsync();
            await Connection.Completion;
        }
        else
        {
            await TrackedCloseAsync(Done);
        }

        await visit.EndAsync();
        HasSucceeded = visit.IsWell;
    }
}
