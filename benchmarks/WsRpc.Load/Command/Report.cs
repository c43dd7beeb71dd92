using System.Globalization;
using System.Text.Json;

namespace WsRpc.Load;

/// <summary>Prints figures.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static void WriteTable(TextWriter output, CallsOptions options, IReadOnlyList<Figures> medians, IReadOnlyList<Figures> samples)
    {
        output.WriteLine($"{options.Method}, {options.Mode}, {options.Repetitions} x {options.Duration.TotalSeconds} s after {options.Warmup.TotalSeconds} s of warm-up");
        Row(output, "peer", "scenario", "calls/s", "(lowest-highest)", "p50 us", "p99 us", "CPU us/call", "bytes/call");
        foreach (var f in medians)
        {
            var rates = samples.Where(s => (s.Peer, s.Scenario) == (f.Peer, f.Scenario)).Select(s => s.CallsPerSecond).ToList();
            Row(
                output,
                f.Peer,
                f.Scenario,
                Text(f.CallsPerSecond, 0),
                $"({Text(rates.Min(), 0)}-{Text(rates.Max(), 0)})",
                Text(f.P50Us, 1),
                Text(f.P99Us, 1),
                BothSides(f.ClientCpuUsPerCall, f.ServerCpuUsPerCall, 2),
                BothSides(f.ClientBytesPerCall, f.ServerBytesPerCall, 1));
        }
    }

    public static void WriteJson(TextWriter output, IEnumerable<Figures> figures)
    {
        foreach (var line in figures)
        {
            output.WriteLine(JsonSerializer.Serialize(line, Json));
        }
    }

    private static void Row(TextWriter output, params ReadOnlySpan<string> cells) =>
        output.WriteLine(string.Format(CultureInfo.InvariantCulture, "{0,-12} {1,-8} {2,10} {3,21} {4,9} {5,9} {6,16} {7,18}", [.. cells]));

    // client + server, as far as they can be told apart
    private static string BothSides(double client, double? server, int decimals) =>
        server is { } s ? $"{Text(client, decimals)} + {Text(s, decimals)}" : Text(client, decimals);

    private static string Text(double value, int decimals) => value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
}
