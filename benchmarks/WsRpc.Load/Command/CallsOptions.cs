using System.Globalization;

namespace WsRpc.Load;

/// <summary>What to measure, from the command line.</summary>
internal sealed record CallsOptions
{
    public IReadOnlyList<Scenario> Scenarios { get; private init; } = Scenario.All;

    public IReadOnlyList<IPeer> Peers { get; private init; } = [Load.Peers.Find("wsrpc")];

    public CallMethod Method { get; private init; }

    public LoadMode Mode { get; private init; }

    public TimeSpan Duration { get; private init; } = TimeSpan.FromSeconds(3);

    public TimeSpan Warmup { get; private init; } = TimeSpan.FromSeconds(1);

    public int Repetitions { get; private init; } = 1;

    /// <exception cref="FormatException">An option is unknown, or its value cannot be understood.</exception>
    public static CallsOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = new CallsOptions();
        for (; !arguments.IsEmpty; arguments = arguments[2..])
        {
            if (arguments is not [var name, var value, ..])
            {
                throw new FormatException($"{arguments[0]} has no value.");
            }

            options = options.With(name, value);
        }

        return options;
    }

    private CallsOptions With(string name, string value) => name switch
    {
        "--scenario" => this with { Scenarios = Scenario.ParseList(value) },
        "--peers" => this with { Peers = [.. value.Split(',').Distinct().Select(Load.Peers.Find)] },
        "--method" => this with { Method = Name<CallMethod>(value) },
        "--mode" => this with { Mode = Name<LoadMode>(value) },
        "--seconds" => this with { Duration = Seconds(value, shortest: 0.01) },
        "--warmup" => this with { Warmup = Seconds(value, shortest: 0) },
        "--repeat" => this with { Repetitions = (int)Number(value, smallest: 1, largest: 1000) },
        _ => throw new FormatException($"{name} is no option."),
    };

    private static T Name<T>(string value)
        where T : struct, Enum =>
        Enum.GetNames<T>().Contains(value, StringComparer.OrdinalIgnoreCase)
            ? Enum.Parse<T>(value, ignoreCase: true)
            : throw new FormatException($"\"{value}\" is none of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}.");

    private static TimeSpan Seconds(string value, double shortest) => TimeSpan.FromSeconds(Number(value, shortest, largest: 3600));

    private static double Number(string value, double smallest, double largest) =>
        double.TryParse(value, CultureInfo.InvariantCulture, out var number) && number >= smallest && number <= largest
            ? number
            : throw new FormatException($"\"{value}\" is no number from {smallest} to {largest}.");
}
