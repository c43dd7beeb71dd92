using System.Globalization;

namespace WsRpc.Load;

/// <summary>
/// The child's side of a broadcast: prints the server's URL, then tells all clients with each line of standard input, and answers what the process has used so far:
/// microseconds of processor time and octets allocated.
/// </summary>
internal static class BroadcastServeCommand
{
    public const string Name = "serve-broadcast";
    public const string TellRequest = "tell";
    public const string UsageRequest = "usage";

    public static async Task RunAsync(string peer)
    {
        await using var server = await BroadcastPeers.Find(peer)[0].StartServerAsync();
        Console.WriteLine(server.Url);
        while (Console.ReadLine() is { } request)
        {
            if (request == TellRequest)
            {
                await server.TellAllAsync(Tick.Usual);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Environment.CpuUsage.TotalTime.TotalMicroseconds:F0} {GC.GetTotalAllocatedBytes(precise: true)}"));
        }
    }
}
