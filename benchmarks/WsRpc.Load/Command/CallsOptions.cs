using System.Globalization;

namespace WsRpc.Load;

/// <summary>What to measure, from the command line.</summary>
internal sealed record CallsOptions
{
    public IReadOnlyList<Scenario> Scenarios { get; private init; } = Scenario.All;

    public IReadOnlyList<IPeer> Peers { get; private init; } = [Load.Peers.All.Named(WsRpcPeer.PeerName)];

    public CallMethod Method { get; private init; }

    public LoadMode Mode { get; private init; }

    public TimeSpan Duration { get; private init; } = TimeSpan.FromSeconds(3);

    public TimeSpan Warmup { get; private init; } = TimeSpan.FromSeconds(1);

    public int Repetitions { get; private init; } = 1;

    /// <summary>The server has a core of its own, and so have the clients.</summary>
    public bool IsPinned { get; private init; }

    /// <exception cref="FormatException">An option is unknown, or its value cannot be understood.</exception>
    public static CallsOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = new CallsOptions();
        while (!arguments.IsEmpty)
        {
            switch (arguments)
            {
                case ["--pin", ..]:
                    options = options with { IsPinned = true };
                    arguments = arguments[1..];
                    break;
                case [var name, var value, ..]:
                    options = options.With(name, value);
                    arguments = arguments[2..];
                    break;
                default:
                    throw new FormatException($"{arguments[0]} has no value.");
            }
        }

        return options.IsPinned && !(options.Mode == LoadMode.TwoProc && OperatingSystem.IsLinux())
            ? throw new FormatException("--pin needs --mode twoproc, and Linux.")
            : options;
    }

    private CallsOptions With(string name, string value) => name switch
    {
        "--scenario" => this with { Scenarios = Scenario.ParseList(value) },
        "--peers" => this with { Peers = Load.Peers.All.NamedIn(value) },
        "--method" => this with { Method = OptionValue.Name<CallMethod>(value) },
        "--mode" => this with { Mode = OptionValue.Name<LoadMode>(value) },
        "--seconds" => this with { Duration = Seconds(value, shortest: 0.01) },
        "--warmup" => this with { Warmup = Seconds(value, shortest: 0) },
        "--repeat" => this with { Repetitions = (int)Number(value, smallest: 1, largest: 1000) },
        _ => throw new FormatException($"{name} is no option."),
    };

    private static TimeSpan Seconds(string value, double shortest) => TimeSpan.FromSeconds(Number(value, shortest, largest: 3600));

    private static double Number(string value, double smallest, double largest) =>
        double.TryParse(value, CultureInfo.InvariantCulture, out var number) && number >= smallest && number <= largest
            ? number
            : throw new FormatException($"\"{value}\" is no number from {smallest} to {largest}.");
}
