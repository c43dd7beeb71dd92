using WsRpc.Tests.Clients;

namespace WsRpc.Tests.Allocations;

/// <summary>What a notification to many allocates on the thread that sends it: no more than one to a single client.</summary>
[Collection(nameof(AloneCollection))]
public sealed class BroadcastAllocationTests
{
    [Fact]
    public async Task Each_further_client_costs_nothing()
    {
        await using var desk = await Desk.OpenAsync();
        var clients = desk.Clients;
        var ann = await desk.ConnectAsync();
        var one = Allocated.PerCall(() => clients.All.StateAsync("open").GetAwaiter().GetResult());
        var others = new List<DeskClient>();
        for (var i = 0; i < 7; i++)
        {
            others.Add(await desk.ConnectAsync());
        }

        Assert.Equal(one, Allocated.PerCall(() => clients.All.StateAsync("open").GetAwaiter().GetResult()));
        Assert.Equal(0, one);
        foreach (var client in others.Append(ann))
        {
            await client.DisposeAsync();
        }
    }
}
