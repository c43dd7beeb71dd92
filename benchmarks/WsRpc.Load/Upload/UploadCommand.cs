using System.Diagnostics;
using System.Globalization;

namespace WsRpc.Load;

/// <summary>Measures how long it takes to bring many octets to a server, and how much memory both ends take for it.</summary>
internal static class UploadCommand
{
    private const int Mebibyte = 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(UploadOptions options)
    {
        LinuxCalls.RequireLinux();
        var pinning = new ProcessorPinning(options.Pin);
        pinning.PinLoad();
        Row("peer", "MiB", "s", "MiB/s", "server MiB", "client MiB");
        for (var repetition = 0; repetition < options.Repetitions; repetition++)
        {
            foreach (var peer in options.Peers)
            {
                await MeasureAsync(peer, options.Mebibytes, pinning);
            }
        }
    }

    // A fresh server each time: memory that an earlier upload has left behind would hide what is needed.
    private static async Task MeasureAsync(IUploadPeer peer, int mebibytes, ProcessorPinning pinning)
    {
        await using var server = ChildProcess.Start(UploadServeCommand.Name, peer.Name, pinning);
        var url = new Uri(await server.ReadLineAsync(Patience));
        await UploadAsync(peer, url, Math.Min(mebibytes, 16)); // until the code is compiled

        var (serverBefore, before) = (await AskAsync(UploadServeCommand.BeginRequest), PeakMemory.Begin());
        var started = Stopwatch.GetTimestamp();
        await UploadAsync(peer, url, mebibytes);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var (serverPeak, peak) = (await AskAsync(UploadServeCommand.PeakRequest), PeakMemory.Now);
        Row(peer.Name, Text(mebibytes), Text(seconds, "F2"), Text(mebibytes / seconds), Text((serverPeak - serverBefore) / Mebibyte), Text((peak - before) / Mebibyte));

        async Task<double> AskAsync(string request) => double.Parse(await server.AskAsync(request, Patience), CultureInfo.InvariantCulture);
    }

    private static async Task UploadAsync(IUploadPeer peer, Uri url, int mebibytes)
    {
        var length = (long)mebibytes * Mebibyte;
        var read = await peer.UploadAsync(url, new UploadSource(length));
        if (read != length)
        {
            throw new InvalidDataException($"{peer.Name}: the server has read {read} octets of {length}.");
        }
    }

    private static void Row(params ReadOnlySpan<string> cells) =>
        Console.WriteLine(string.Format(CultureInfo.InvariantCulture, "{0,-14} {1,7} {2,8} {3,8} {4,11} {5,11}", [.. cells]));

    private static string Text(double value, string format = "F0") => value.ToString(format, CultureInfo.InvariantCulture);
}
