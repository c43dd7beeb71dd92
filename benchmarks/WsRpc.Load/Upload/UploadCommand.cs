using System.Diagnostics;
using System.Globalization;

namespace WsRpc.Load;

/// <summary>Measures how long it takes to bring many octets to a server, and how much memory both ends take for it.</summary>
internal static class UploadCommand
{
    public const string Serve = "serve-upload";

    private const int Mebibyte = 1024 * 1024;

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
        await using var server = await ServerProcess.StartAsync(Serve, peer, pinning);
        await UploadAsync(peer, server.Url, Math.Min(mebibytes, 16)); // until the code is compiled

        var (serverBefore, before) = (await server.BeginPeakAsync(), PeakMemory.Begin());
        var started = Stopwatch.GetTimestamp();
        await UploadAsync(peer, server.Url, mebibytes);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var (serverPeak, peak) = (await server.GetPeakAsync(), PeakMemory.Now);
        Row(peer.Name, Text(mebibytes), Text(seconds, "F2"), Text(mebibytes / seconds), Text((double)(serverPeak - serverBefore) / Mebibyte), Text((double)(peak - before) / Mebibyte));
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
