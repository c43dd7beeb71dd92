namespace WsRpc.Tests.Calls;

/// <summary>Runs alone: the figure counts what the whole process allocates.</summary>
[Collection(nameof(AllocationTests))]
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
public sealed class AllocationTests
{
    [Fact]
    public async Task Warm_call_of_primitives_allocates_nothing_on_either_end()
    {
        await using var pair = await RpcPair.ConnectAsync(new Probe());
        var proxy = pair.Proxy;
        await CallMany(proxy, 5_000).Within();

        var least = double.MaxValue;
        for (var attempt = 0; attempt < 3 && least >= 16; attempt++)
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
                throw new InvalidOperationException("Not the call's own answer.");
        }
    }
}
