namespace WsRpc.Tests.Allocations;

/// <summary>The whole way of a call: proxy, frames, sockets, threads. What all threads of the process allocate is counted, so these run alone.</summary>
[Collection(nameof(AloneCollection))]
public sealed class LoopbackAllocationTests
{
    private const int Calls = 20_000;

    // Less than a byte a call, for what comes once a round: the loops that call, the ticks of timers, the test host's own.
    // An object a call would be at least 24 bytes, and one in every twenty calls would still be found.
    private const long FixedCost = 20_000;

    private const int Rounds = 20;

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public async Task ValueTask_call_over_a_socket_allocates_nothing_on_either_end(int inFlight)
    {
        await using var server = new WsRpcServer("ws://127.0.0.1:0/rpc");
        server.AddService<IMeter>(new Meter());
        await server.StartAsync();
        await using var client = await WsRpcClient.ConnectAsync(server.Url);
        var proxy = client.GetProxy<IMeter>();

        // The best round counts: code that is not yet optimized allocates, and so does the test host now and then.
        var least = long.MaxValue;
        for (var round = 0; round < Rounds && least > FixedCost; round++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await Task.WhenAll(Enumerable.Range(0, inFlight).Select(_ => CallMany(proxy, Calls / inFlight))).Within();
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.InRange(least, 0, FixedCost);
    }

    private static async Task CallMany(IMeter proxy, int count)
    {
        for (var i = 0; i < count; i++)
        {
            CallAllocationTests.Expect(i + 1, await proxy.AddAsync(i, 1).ConfigureAwait(false));
        }
    }
}
