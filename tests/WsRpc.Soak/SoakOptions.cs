using System.Globalization;

namespace WsRpc.Soak;

/// <summary>How long and how much.</summary>
internal sealed record SoakOptions
{
    public const string Usage = "usage: WsRpc.Soak [--minutes 10] [--connections 1000] [--workers 64] [--seed 1]";

    public TimeSpan Duration { get; init; } = TimeSpan.FromMinutes(10);

    public int Connections { get; init; } = 1000;

    /// <summary>How many members are visited at a time.</summary>
    public int Workers { get; init; } = 64;

    public int Seed { get; init; } = 1;

    /// <summary>How much work is enough for one stage, however little time that takes; null where time alone counts.</summary>
    public int? WorkPerStage { get; init; }

    /// <summary>How often the work rests, and what the process holds is looked at.</summary>
    public int Stages { get; init; } = 12;

    /// <summary>What takes longer hangs. Far beyond what anything takes.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <exception cref="FormatException">It cannot be understood.</exception>
    public static SoakOptions Parse(IReadOnlyList<string> args)
    {
        var options = new SoakOptions();
        for (var i = 0; i < args.Count; i += 2)
        {
            var text = i + 1 < args.Count ? args[i + 1] : "";
            options = args[i] switch
            {
                "--minutes" => options with { Duration = TimeSpan.FromMinutes(Number(args[i], text)) },
                "--connections" => options with { Connections = (int)Number(args[i], text) },
                "--workers" => options with { Workers = (int)Number(args[i], text) },
                "--seed" => options with { Seed = (int)Number(args[i], text) },
                _ => throw new FormatException($"{args[i]} is no option."),
            };
        }

        return options;
    }

    private static double Number(string option, string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 100_000
            ? number
            : throw new FormatException($"{option} needs a positive number, not \"{text}\".");
}
