using WsRpc.Faults.Accounting;
using WsRpc.Faults.Links;

namespace WsRpc.Faults.Talks;

/// <summary>An end that runs the RPC engine.</summary>
internal abstract class RpcEnd(FaultyStream stream, FakeTimeProvider clock) : End(stream, clock)
{
    protected static readonly Uri Url = new("ws://station.test/rpc");

    protected WebSocketConnection? Socket { get; set; }

    protected RpcConnection? Connection { get; set; }

    public override WebSocketClosed? Closed => Socket?.Closed;

    public override void LeaveTo(Remains remains)
    {
        base.LeaveTo(remains);
        remains.Add(Socket, Connection, Connection?.Session);
    }

    public override async Task Settle(TimeSpan limit)
    {
        await base.Settle(limit);
        if (Connection is not null)
        {
            var closed = await Connection.Completion.WaitAsync(limit);
            Assert.Equal((Closed!.Code, Closed.Reason, Closed.InitiatedByPeer), (closed.Code, closed.Reason, closed.InitiatedByPeer));
            await Eventually.Is(() => Connection.Closed.IsCancellationRequested, limit, "the token that says that the connection is closed");
        }
    }

    protected override void Cut() => Connection!.Abort();

    protected override Task OrderlyCloseAsync(int code) => Connection!.CloseAsync(code, "over").AsTask();
}
