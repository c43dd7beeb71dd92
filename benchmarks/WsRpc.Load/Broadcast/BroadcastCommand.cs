using System.Diagnostics;
using System.Globalization;

namespace WsRpc.Load;

/// <summary>Measures what it costs a server to tell all its clients something, and how long it takes until the last of them has it.</summary>
internal static class BroadcastCommand
{
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
        await using var server = ChildProcess.Start(BroadcastServeCommand.Name, peer.Name, pinning);
        await using var listeners = new BroadcastListeners(peer);
        await listeners.ConnectAsync(new Uri(await server.ReadLineAsync(Patience)), options.Clients);
        for (var i = 0; i < WarmUp; i++)
        {
            await TellAsync(server, listeners);
        }

        var before = await UsageAsync(server);
        var times = new List<double>();
        for (var i = 0; i < options.Messages; i++)
        {
            times.Add(await TellAsync(server, listeners));
        }

        var after = await UsageAsync(server);
        times.Sort();
        var deliveries = (double)options.Messages * options.Clients;
        Row(
            peer.Name,
            Text(options.Clients, "F0"),
            Text((after.Microseconds - before.Microseconds) / deliveries),
            Text((after.Allocated - before.Allocated) / deliveries, "F1"),
            Text(times[times.Count / 2]),
            Text(times[times.Count * 9 / 10]));
    }

    // In milliseconds, from when the server is told to until the last client has it.
    private static async Task<double> TellAsync(ChildProcess server, BroadcastListeners listeners)
    {
        var told = listeners.WhenAllToldAsync();
        var started = Stopwatch.GetTimestamp();
        await server.AskAsync(BroadcastServeCommand.TellRequest, Patience);
        await told.WaitAsync(Patience);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static async Task<(double Microseconds, double Allocated)> UsageAsync(ChildProcess server)
    {
        var answer = (await server.AskAsync(BroadcastServeCommand.UsageRequest, Patience)).Split(' ');
        return (double.Parse(answer[0], CultureInfo.InvariantCulture), double.Parse(answer[1], CultureInfo.InvariantCulture));
    }

    private static void Row(params ReadOnlySpan<string> cells) =>
        Console.WriteLine(string.Format(CultureInfo.InvariantCulture, "{0,-14} {1,8} {2,12} {3,11} {4,9} {5,9}", [.. cells]));

    private static string Text(double value, string format = "F2") => value.ToString(format, CultureInfo.InvariantCulture);
}
