namespace WsRpc.Fuzz.Engine;

/// <summary>Says where two outcomes part.</summary>
internal static class Difference
{
    private const int LongestQuote = 400;

    public static string Between(string expected, string actual)
    {
        var (left, right) = (expected.Split('\n'), actual.Split('\n'));
        var line = 0;
        while (line < Math.Min(left.Length, right.Length) - 1 && left[line] == right[line])
        {
            line++;
        }

        return $"item {line + 1} is \"{Quote(right[line])}\" instead of \"{Quote(left[line])}\"";
    }

    private static string Quote(string line) => line.Length == 0 ? "(the end)" : line.Length <= LongestQuote ? line : line[..LongestQuote] + "…";
}
