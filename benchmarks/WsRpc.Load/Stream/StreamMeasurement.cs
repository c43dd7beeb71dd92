using System.Diagnostics;

namespace WsRpc.Load;

/// <summary>One measurement, with a fresh server: memory that an earlier stream has left behind would hide what is needed.</summary>
internal static class StreamMeasurement
{
    private const double Mebibyte = 1024 * 1024;
    private const int WarmupCount = 50_000;

    public static async Task<StreamFigures> RunAsync(IStreamPeer peer, StreamCase @case, StreamOptions options, ProcessorPinning pinning)
    {
        await using var server = await ServerProcess.StartAsync(StreamCommand.Serve, peer, pinning);
        await using var client = await peer.ConnectAsync(server.Url);
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < options.Warmup;)
        {
            await @case.RunAsync(client.Feeds, Math.Min(WarmupCount, options.Count));
        }

        var (serverHeld, held) = (await server.BeginPeakAsync(), PeakMemory.Begin());
        var (serverBefore, before) = (await server.GetUsageAsync(), ProcessUsage.Now);
        var start = Stopwatch.GetTimestamp();
        await @case.RunAsync(client.Feeds, options.Count);
        var elapsed = Stopwatch.GetElapsedTime(start);
        var (used, serverUsed) = (ProcessUsage.Now - before, await server.GetUsageAsync() - serverBefore);
        var (serverPeak, peak) = (await server.GetPeakAsync(), PeakMemory.Now);
        double count = options.Count;
        return new(
            peer.Name,
            @case,
            ItemsPerSecond: count / elapsed.TotalSeconds,
            ServerCpuUs: serverUsed.Cpu.TotalMicroseconds / count,
            ClientCpuUs: used.Cpu.TotalMicroseconds / count,
            ServerBytes: serverUsed.AllocatedBytes / count,
            ClientBytes: used.AllocatedBytes / count,
            ServerMebibytes: (serverPeak - serverHeld) / Mebibyte,
            ClientMebibytes: (peak - held) / Mebibyte);
    }
}
