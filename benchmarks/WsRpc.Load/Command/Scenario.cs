using System.Globalization;

namespace WsRpc.Load;

/// <summary>The shape of a load: each connection has so many calls in flight at any time.</summary>
internal sealed record Scenario(int Connections, int InFlight)
{
    public static IReadOnlyList<Scenario> All { get; } = [new(1, 1), new(1, 64), new(16, 16)];

    public static IReadOnlyList<Scenario> ParseList(string text) => text == "all" ? All : [.. text.Split(',').Select(Parse)];

    public override string ToString() => $"{Connections}x{InFlight}";

    private static Scenario Parse(string text) =>
        text.Split('x') is [var connections, var inFlight]
        && int.TryParse(connections, CultureInfo.InvariantCulture, out var c) && c > 0
        && int.TryParse(inFlight, CultureInfo.InvariantCulture, out var n) && n > 0
            ? new(c, n)
            : throw new FormatException($"\"{text}\" is no scenario such as 16x16.");
}
