using System.Globalization;
using System.Text.Json;

namespace WsRpc.Load;

/// <summary>Prints figures.</summary>
internal static class EchoReport
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static void WriteTable(TextWriter output, EchoOptions options, IEnumerable<EchoFigures> figures)
    {
        var placed = options.Pin ? "server and load on a processor each" : "not pinned";
        output.WriteLine(FormattableString.Invariant(
            $"echo, {placed}, {options.Repetitions} x {options.Duration.TotalSeconds} s after {options.Warmup.TotalSeconds} s of warm-up"));
        Row(output, "octets", "shape", "peer", "server CPU us/msg", "(lowest-highest)", "to floor", "octets back", "messages/s", "p50 us", "p99 us");
        foreach (var f in figures)
        {
            Row(
                output,
                Text(f.Size, 0),
                f.Shape,
                f.Peer,
                Text(f.ServerCpuUsPerMessage, 2),
                $"({Text(f.ServerCpuUsPerMessageLowest, 2)}-{Text(f.ServerCpuUsPerMessageHighest, 2)})",
                f.ServerCpuToFloor is { } ratio ? Text(ratio, 2) : "",
                Text(f.ReplyBytes, 1),
                Text(f.MessagesPerSecond, 0),
                Text(f.P50Us, 1),
                Text(f.P99Us, 1));
        }
    }

    public static void WriteJson(TextWriter output, IEnumerable<EchoFigures> figures)
    {
        foreach (var line in figures)
        {
            output.WriteLine(JsonSerializer.Serialize(line, Json));
        }
    }

    private static void Row(TextWriter output, params ReadOnlySpan<string> cells) =>
        output.WriteLine(string.Format(CultureInfo.InvariantCulture, "{0,8} {1,-7} {2,-26} {3,17} {4,19} {5,12} {6,11} {7,11} {8,9} {9,9}", [.. cells]));

    private static string Text(double value, int decimals) => value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
}
