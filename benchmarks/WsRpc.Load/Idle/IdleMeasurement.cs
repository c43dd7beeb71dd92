using System.Diagnostics;

namespace WsRpc.Load;

/// <summary>One measurement, in a server process of its own: memory that an earlier one has left behind would hide what is needed.</summary>
internal static class IdleMeasurement
{
    private const int WarmupConnections = 20;

    /// <summary>The server may still be putting things away when the client has its answer.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(0.5);

    public static async Task<IdleSample> RunAsync(IdlePeer peer, bool collect, int count, ProcessorPinning pinning)
    {
        await using var server = await BareServerProcess.StartAsync(peer.Server, pinning);
        using (var warmup = new IdleConnections(peer, server.Port))
        {
            warmup.Open(WarmupConnections);
            warmup.ExchangeOnEach();
            await LookAsync();
        }

        var before = await LookAsync();
        using var connections = new IdleConnections(peer, server.Port);
        var started = Stopwatch.GetTimestamp();
        connections.Open(count);
        var handshake = Stopwatch.GetElapsedTime(started);
        var opened = await LookAsync();
        connections.ExchangeOnEach();
        return new(peer, collect, count, handshake, before, opened, await LookAsync());

        async Task<MemoryUse> LookAsync()
        {
            await Task.Delay(Settling);
            return MemoryUse.Parse(await server.AskAsync(collect ? BareServeCommand.CollectRequest : BareServeCommand.MemoryRequest));
        }
    }
}
