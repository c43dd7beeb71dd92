using System.Diagnostics;
using System.Globalization;

namespace WsRpc.Load;

/// <summary>Measures what it costs a server to tell all its clients something, and how long it takes until the last of them has it.</summary>
internal static class BroadcastCommand
{
    public const string Serve = "serve-broadcast";

    private const int WarmUp = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task RunAsync(BroadcastOptions options)
    {
        LinuxCalls.RequireLinux();
        var pinning = new ProcessorPinning(options.Pin);
        pinning.PinLoad();
        Row("peer", "clients", "us/delivery", "B/delivery", "last ms", "p90 ms");
        for (var repetition = 0; repetition < options.Repetitions; repetition++)
        {
            foreach (var peer in options.Peers)
            {
                await MeasureAsync(peer, options, pinning);
            }
        }
    }

    private static async Task MeasureAsync(IBroadcastPeer peer, BroadcastOptions options, ProcessorPinning pinning)
    {
        await using var server = await ServerProcess.StartAsync(Serve, peer, pinning);
        await using var listeners = new BroadcastListeners(peer);
        await listeners.ConnectAsync(server.Url, options.Clients);
        for (var i = 0; i < WarmUp; i++)
        {
            await TellAsync(server, listeners);
        }

        var before = await server.GetUsageAsync();
        var times = new List<double>();
        for (var i = 0; i < options.Messages; i++)
        {
            times.Add(await TellAsync(server, listeners));
        }

        var used = await server.GetUsageAsync() - before;
        times.Sort();
        var deliveries = (double)options.Messages * options.Clients;
        Row(
            peer.Name,
            Text(options.Clients, "F0"),
            Text(used.Cpu.TotalMicroseconds / deliveries),
            Text(used.AllocatedBytes / deliveries, "F1"),
            Text(times[times.Count / 2]),
            Text(times[times.Count * 9 / 10]));
    }

    // In milliseconds, from when the server is told to until the last client has it.
    private static async Task<double> TellAsync(ServerProcess server, BroadcastListeners listeners)
    {
        var told = listeners.WhenAllToldAsync();
        var started = Stopwatch.GetTimestamp();
        await server.WorkAsync();
        await told.WaitAsync(Patience);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static void Row(params ReadOnlySpan<string> cells) =>
        Console.WriteLine(string.Format(CultureInfo.InvariantCulture, "{0,-14} {1,8} {2,12} {3,11} {4,9} {5,9}", [.. cells]));

    private static string Text(double value, string format = "F2") => value.ToString(format, CultureInfo.InvariantCulture);
}
