using System.Globalization;
using System.Text.Json;

namespace WsRpc.Load;

/// <summary>Prints figures.</summary>
internal static class IdleReport
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static void WriteTable(TextWriter output, IdleOptions options, IEnumerable<IdleFigures> figures)
    {
        output.WriteLine($"idle, {options.Connections} connections, {options.Repetitions} x a fresh server; bytes are per connection");
        Row(output, "peer", "garbage", "handshakes/s", "RSS kB before", "opened", "used", "bytes opened", "(lowest-highest)", "used", "heap opened", "used");
        foreach (var f in figures)
        {
            Row(
                output,
                f.Peer,
                f.Collected ? "collected" : "left",
                Text(f.HandshakesPerSecond),
                Text(f.ResidentKbBefore),
                Text(f.ResidentKbOpened),
                Text(f.ResidentKbUsed),
                Text(f.BytesPerConnection),
                $"({Text(f.BytesPerConnectionLowest)}-{Text(f.BytesPerConnectionHighest)})",
                Text(f.BytesPerConnectionUsed),
                Text(f.HeapBytesPerConnection),
                Text(f.HeapBytesPerConnectionUsed));
        }
    }

    public static void WriteJson(TextWriter output, IEnumerable<IdleFigures> figures)
    {
        foreach (var line in figures)
        {
            output.WriteLine(JsonSerializer.Serialize(line, Json));
        }
    }

    private static void Row(TextWriter output, params ReadOnlySpan<string> cells) => output.WriteLine(string.Format(
        CultureInfo.InvariantCulture, "{0,-19} {1,-9} {2,12} {3,14} {4,8} {5,8} {6,13} {7,16} {8,8} {9,12} {10,8}", [.. cells]));

    private static string Text(double value) => value.ToString("F0", CultureInfo.InvariantCulture);
}
