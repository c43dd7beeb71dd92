using System.Globalization;
using System.Text.Json;

namespace WsRpc.Load;

/// <summary>Prints figures.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static void WriteTable(TextWriter output, CallsOptions options, IEnumerable<Figures> medians)
    {
        var pinned = options.IsPinned ? ", pinned" : "";
        output.WriteLine($"{options.Method}, {options.Mode}{pinned}, {options.Repetitions} x {options.Duration.TotalSeconds} s after {options.Warmup.TotalSeconds} s of warm-up");
        Row("peer", "scenario", "calls/s", "(lowest-highest)", "p50 us", "p99 us", "CPU us/call", "(lowest-highest)", "bytes/call");
        foreach (var f in medians)
        {
            Row(
                f.Peer,
                f.Scenario,
                Text(f.CallsPerSecond, 0),
                Range(f.CallsPerSecondLowest, f.CallsPerSecondHighest, 0),
                Text(f.P50Us, 1),
                Text(f.P99Us, 1),
                BothSides(f.ClientCpuUsPerCall, f.ServerCpuUsPerCall, 2),
                Range(f.CpuUsPerCallLowest, f.CpuUsPerCallHighest, 2),
                BothSides(f.ClientBytesPerCall, f.ServerBytesPerCall, 1));
        }

        foreach (var peer in options.Peers.Where(peer => options.Scenarios.Any(scenario => scenario.InFlight > peer.LargestInFlight)))
        {
            output.WriteLine($"{peer.Name} can have {peer.LargestInFlight} in flight on a connection: scenarios with more are left out.");
        }

        void Row(params ReadOnlySpan<object> cells) =>
            output.WriteLine(string.Format(CultureInfo.InvariantCulture, "{0,-16} {1,-8} {2,8} {3,17} {4,8} {5,8} {6,15} {7,16} {8,17}", cells));
    }

    /// <summary>Nothing, if there are no ratios.</summary>
    public static void WriteRatios(TextWriter output, string dividend, IReadOnlyList<Ratio> ratios)
    {
        if (ratios.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine($"{dividend} divided by each, round by round: medians (lowest-highest)");
        Row("peer", "scenario", "calls/s", "CPU/call", "p50");
        foreach (var ratio in ratios)
        {
            Row(ratio.Peer, ratio.Scenario, Cell(ratio.CallsPerSecond), Cell(ratio.CpuUsPerCall), Cell(ratio.P50Us));
        }

        static string Cell(Spread spread) => $"{Text(spread.Median, 2)} {Range(spread.Lowest, spread.Highest, 2)}";

        void Row(params ReadOnlySpan<object> cells) =>
            output.WriteLine(string.Format(CultureInfo.InvariantCulture, "{0,-16} {1,-8} {2,19} {3,19} {4,19}", cells));
    }

    public static void WriteJson(TextWriter output, IEnumerable<Figures> figures)
    {
        output.WriteLine();
        foreach (var line in figures)
        {
            output.WriteLine(JsonSerializer.Serialize(line, Json));
        }
    }

    // client + server, as far as they can be told apart
    private static string BothSides(double client, double? server, int decimals) =>
        server is { } s ? $"{Text(client, decimals)} + {Text(s, decimals)}" : Text(client, decimals);

    private static string Range(double lowest, double highest, int decimals) => $"({Text(lowest, decimals)}-{Text(highest, decimals)})";

    private static string Text(double value, int decimals) => value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
}
