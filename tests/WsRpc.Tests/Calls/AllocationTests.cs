namespace WsRpc.Tests.Calls;

/// <summary>The figure counts what the whole process allocates.</summary>
[Collection(nameof(AloneCollection))]
public sealed class AllocationTests
{
    [Fact]
    public async Task Warm_call_of_primitives_allocates_nothing_on_either_end()
    {
        await using var server = new WsRpcServer("ws://127.0.0.1:0/rpc");
        server.AddService<IProbe>(new Probe());
        await server.StartAsync();
        await using var client = await WsRpcClient.ConnectAsync(server.Url);
        var proxy = client.GetProxy<IProbe>();

        // The test host allocates now and then, and the first rounds warm up: the best round counts.
        var least = double.MaxValue;
        for (var round = 0; round < 20 && least >= 16; round++)
        {
            const int Calls = 10_000;
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await CallMany(proxy, Calls).Within();
            least = Math.Min(least, (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Calls);
        }

        Assert.InRange(least, 0, 16);
    }

    private static async Task CallMany(IProbe proxy, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (await proxy.EchoAsync(i).ConfigureAwait(false) != i)
            {
                throw new InvalidOperationException("Not the call's own answer.");
            }
        }
    }
}
