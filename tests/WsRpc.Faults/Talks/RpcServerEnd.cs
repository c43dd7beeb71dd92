using WsRpc.Faults.Accounting;
using WsRpc.Faults.Links;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Faults.Talks;

/// <summary>The server: it accepts, and serves a <see cref="Station"/>.</summary>
internal sealed class RpcServerEnd(FaultyStream stream, FakeTimeProvider clock, Terms terms) : RpcEnd(stream, clock)
{
    public const int Leaving = 4001;

    private readonly FakeTimeProvider _clock = clock;
    private readonly ConnectionTable _table = new(capacity: 1, capacityPerAddress: 1, new ClientDirectory(maxGroupsPerConnection: 1));
    private Station? _station;
    private Task _leaving = Task.CompletedTask;

    public override void LeaveTo(Remains remains)
    {
        base.LeaveTo(remains);
        remains.Add(_station);
    }

    public override async Task Settle(TimeSpan limit)
    {
        await base.Settle(limit);
        await Eventually.Is(() => _table.All.Count == 0, limit, "the place in the server's table");
        if (_station is not null)
        {
            await Eventually.Is(() => _station.IsDisposed, limit, "the service");
            Assert.True(_table.TryTakeSeat(null, out _), "The seat was not given back.");
        }
    }

    // As Reception does, which wants a socket.
    protected override async Task OpenAsync(CancellationToken cancellationToken)
    {
        var settings = new RpcSettings(terms.Configure(new WsRpcServerOptions(), _clock));
        var services = new ServiceTable();
        services.Add<IStation>(connection => _station = new Station(connection, () => _leaving = TrackedCloseAsync(Leaving)));
        var (opening, rejection) = await ServerOpening.ReadAsync(Stream, new HandshakeLimits(), cancellationToken);
        Assert.Null(rejection);
        if (opening is null)
        {
            throw new IOException("The client went away.");
        }

        Assert.True(_table.TryTakeSeat(null, out _));
        var subprotocol = ServerHandshake.ChooseSubprotocol(opening.Request, RpcSession.ExtendedSubprotocol, RpcSession.PlainSubprotocol);
        Socket = await opening.AcceptAsync(subprotocol, settings.Connection, cancellationToken);
        Connection = new ServerRpcConnection(settings, RpcHandshake.Of(opening.Request, subprotocol), null, _table);
        await Connection.OpenOrAbortAsync(Socket, services.Services);
    }

    protected override async Task TalkAsync()
    {
        await Connection!.Completion;
        await _leaving;
        HasSucceeded = true;
    }
}
