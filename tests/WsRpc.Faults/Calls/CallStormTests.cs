using WsRpc.Faults.Accounting;
using WsRpc.Faults.Links;
using WsRpc.Faults.Talks;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Faults.Calls;

/// <summary>Many calls both ways at once, cancelled at random, over a link that fails somewhere in the middle.</summary>
public sealed class CallStormTests
{
    private const int Storms = 25;

    private static readonly FaultKind[] Kinds = [FaultKind.Cut, FaultKind.Reset, FaultKind.HalfClosed, FaultKind.HalfClosedAndRefused, FaultKind.WriteFails, FaultKind.ReadFails];

    public static TheoryData<string> AllManners => [.. Manners.All.Select(manners => manners.Name)];

    [Theory]
    [MemberData(nameof(AllManners))]
    public async Task Calls_get_their_own_answers_where_nothing_fails(string manners)
    {
        using var stray = new StrayExceptions();
        var remains = new Remains();
        var (there, back) = await StormAsync(Manners.Named(manners), Fault.None, Direction.ToServer, seed: 0, remains);
        Assert.Equal((0, 0), (there.Failed, back.Failed));
        Assert.True(there.Cancelled > 0 && there.Answered > there.Cancelled);
        await remains.AreCollected();
        stray.AreNone();
    }

    [Theory]
    [MemberData(nameof(AllManners))]
    public async Task Calls_end_with_their_own_answer_or_with_the_connection(string manners)
    {
        using var stray = new StrayExceptions();
        var remains = new Remains();
        var random = new Random(7);
        var failed = 0;
        for (var seed = 0; seed < Storms; seed++)
        {
            var fault = new Fault(Kinds[random.Next(Kinds.Length)], random.Next(60_000));
            var (there, back) = await StormAsync(Manners.Named(manners), fault, (Direction)random.Next(2), seed, remains);
            failed += there.Failed + back.Failed;
        }

        Assert.True(failed > 0, "No fault has struck in the middle.");
        await remains.AreCollected();
        stray.AreNone();
    }

    private static async Task<(CallStorm There, CallStorm Back)> StormAsync(Manners manners, Fault fault, Direction direction, int seed, Remains remains)
    {
        var clock = new FakeTimeProvider();
        var books = Books.Open(clock);
        var link = Link.WithFault(direction, fault, manners, seed);
        var client = await AttachAsync(link.Client, WebSocketRole.Client, clock, remains);
        var server = await AttachAsync(link.Server, WebSocketRole.Server, clock, remains);
        var (there, back) = (new CallStorm(client.GetProxy<ICounterpart>(), seed), new CallStorm(server.GetProxy<ICounterpart>(), seed + 1));
        await Task.WhenAll(there.RunAsync(), back.RunAsync()).Within();
        await client.CloseAsync().Within();
        await server.Completion.Within();
        await books.Balance();
        return (there, back);
    }

    private static async Task<RpcConnection> AttachAsync(FaultyStream stream, WebSocketRole role, FakeTimeProvider clock, Remains remains)
    {
        var options = Terms.Plain.Configure(new WsRpcClientOptions(), clock).AddService<ICounterpart>(new Counterpart());
        var socket = WebSocketConnection.FromStream(stream, role, RpcSession.ExtendedSubprotocol, options.Connection);
        var connection = await WsRpcClient.AttachAsync(socket, options);
        remains.Add(socket, connection, connection.Session);
        return connection;
    }
}
