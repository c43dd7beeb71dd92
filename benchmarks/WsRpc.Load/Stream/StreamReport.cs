using System.Globalization;

namespace WsRpc.Load;

/// <summary>Prints figures.</summary>
internal static class StreamReport
{
    public static void WriteTable(TextWriter output, IEnumerable<StreamFigures> figures)
    {
        Row("peer", "way", "item", "items/s", "server us", "client us", "server B", "client B", "server MiB", "client MiB");
        foreach (var f in figures)
        {
            Row(
                f.Peer,
                f.Case.Way.ToString().ToLowerInvariant(),
                f.Case.Item.ToString().ToLowerInvariant(),
                Text(f.ItemsPerSecond, "F0"),
                Text(f.ServerCpuUs, "F2"),
                Text(f.ClientCpuUs, "F2"),
                Text(f.ServerBytes, "F1"),
                Text(f.ClientBytes, "F1"),
                Text(f.ServerMebibytes, "F1"),
                Text(f.ClientMebibytes, "F1"));
        }

        void Row(params ReadOnlySpan<string> cells) => output.WriteLine(
            string.Format(CultureInfo.InvariantCulture, "{0,-14} {1,-5} {2,-7} {3,9} {4,10} {5,10} {6,9} {7,9} {8,11} {9,11}", [.. cells]));

        static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
    }
}
