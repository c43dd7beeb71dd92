using WsRpc.Faults.Accounting;
using WsRpc.Faults.Links;
using WsRpc.Faults.Talks;

namespace WsRpc.Faults.Sockets;

/// <summary>Hundreds of connections over real sockets, each harmed at a place of its own: nothing of them stays.</summary>
public sealed class SocketCyclesTests
{
    private const int Rounds = 40;
    private const int AtATime = 8;

    private readonly FakeTimeProvider _clock = new();

    [Theory]
    [PortableSockets]
    [EpollSockets]
    public async Task Nothing_stays_of_connections_that_were_harmed(SocketKind kind)
    {
        using var stray = new StrayExceptions();
        await using var server = new WsRpcServer("ws://127.0.0.1:0/rpc", options => Configure(options, kind));
        server.AddService<IStation>(connection => new Station(connection, () => _ = connection.CloseAsync(RpcServerEnd.Leaving).AsTask()));
        await server.StartAsync();
        using var relay = new FaultyRelay(server.Url);

        // What the platform makes once is made.
        await CycleAsync(relay, kind, new RelayPlan(Direction.ToServer, Fault.None, 1024), new Remains(), seed: 0);
        await InTime.Until(() => server.Connections.Count == 0);

        var books = new Books(PooledBuffers.Shared, new Timers(_clock), new Descriptors());
        books.Begin();
        var remains = new Remains();
        var random = new Random(20_26);
        for (var round = 0; round < Rounds; round++)
        {
            // One after the other to the relay, so that each gets its own plan; then all at the same time.
            var cycles = new List<Task>();
            for (var i = 0; i < AtATime; i++)
            {
                cycles.Add(CycleAsync(relay, kind, RelayPlan.Draw(random), remains, (round * AtATime) + i));
            }

            await Task.WhenAll(cycles).Within();
        }

        await InTime.Until(() => server.Connections.Count == 0);
        await books.Balance();
        await remains.AreCollected();
        stray.AreNone();
    }

    private async Task CycleAsync(FaultyRelay relay, SocketKind kind, RelayPlan plan, Remains remains, int seed)
    {
        using var impatience = new CancellationTokenSource();
        var connecting = WsRpcClient.ConnectAsync(relay.Url, options => Configure(options, kind).AddService<IVisitor>(new Visitor()), impatience.Token);
        var relayed = await relay.AcceptAsync(plan);
        var visiting = VisitAsync(connecting, remains, serverCloses: seed % 2 == 0);
        await Task.WhenAny(visiting, relayed.Struck).Within();
        if (plan.Fault.Kind is FaultKind.Lost or FaultKind.Stalled)
        {
            // Nothing else ends these: no time passes.
            if (relayed.Struck.IsCompleted)
            {
                await impatience.CancelAsync();
                await AbortAsync(connecting);
            }

            await visiting.Within();
            relayed.Cut();
        }

        await visiting.Within();
        await relayed.Ended.Within();
    }

    private static async Task VisitAsync(Task<WsRpcClient> connecting, Remains remains, bool serverCloses)
    {
        try
        {
            var client = await connecting;
            lock (remains)
            {
                remains.Add(client, client.Session);
            }

            var visit = new Visit(client.GetProxy<IStation>());
            await visit.CallAsync();
            await (serverCloses && visit.IsWell ? visit.AskToLeaveAsync() : client.CloseAsync().AsTask());
            await client.Completion;
            await visit.EndAsync();
        }
        catch (Exception exception) when (exception is RpcConnectFailedException or OperationCanceledException)
        {
            // It came to no connection.
        }
    }

    private static async Task AbortAsync(Task<WsRpcClient> connecting)
    {
        try
        {
            (await connecting).Abort();
        }
        catch (Exception exception) when (exception is RpcConnectFailedException or OperationCanceledException)
        {
        }
    }

    private T Configure<T>(T options, SocketKind kind)
        where T : RpcOptions
    {
        options.Sockets = kind.Io();
        return Terms.Plain.Configure(options, _clock);
    }
}
