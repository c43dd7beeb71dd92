using System.Runtime.CompilerServices;

namespace WsRpc.Tests.Rpc;

/// <summary>What has ended is left to the collector.</summary>
[Collection(nameof(AloneCollection))]
public sealed class LeakTests
{
    [Fact]
    public async Task Nothing_holds_on_to_a_connection_that_has_ended()
    {
        var ended = await ConnectCallAndClose();
        await InTime.Until(() =>
        {
            GC.Collect();
            return ended.TrueForAll(reference => !reference.IsAlive);
        });
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<List<WeakReference>> ConnectCallAndClose()
    {
        var references = new List<WeakReference>();
        for (var i = 0; i < 10; i++)
        {
            RpcPair? pair = null;
            var probe = new Probe { OnAsk = (value, _) => ValueTask.FromResult(pair!.Server.GetProxy<IProbe>().AddAsync(value, 1).Result) };
            pair = await RpcPair.ConnectAsync(probe, new Probe());
            using var cancellation = new CancellationTokenSource();
            Assert.Equal(2, await pair.Proxy.AskAsync(1, cancellation.Token).Within());
            if (i % 2 == 0)
            {
                await pair.Client.CloseAsync().Within();
            }
            else
            {
                pair.Server.Abort();
            }

            await Task.WhenAll(pair.Client.Completion, pair.Server.Completion).Within();
            references.AddRange([new(pair.Client), new(pair.Server), new(pair.ClientSocket), new(pair.ServerSocket)]);
        }

        return references;
    }
}
