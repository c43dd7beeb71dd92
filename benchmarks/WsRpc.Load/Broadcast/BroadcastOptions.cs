namespace WsRpc.Load;

/// <summary>What to measure, from the command line.</summary>
internal sealed record BroadcastOptions
{
    public IReadOnlyList<IBroadcastPeer> Peers { get; private init; } = BroadcastPeers.All;

    public int Clients { get; private init; } = 1000;

    public int Messages { get; private init; } = 50;

    public int Repetitions { get; private init; } = 3;

    public bool Pin { get; private init; } = true;

    /// <exception cref="FormatException">An option is unknown, or its value cannot be understood.</exception>
    public static BroadcastOptions Parse(string[] arguments)
    {
        var options = new BroadcastOptions { Pin = !arguments.Contains("--no-pin") };
        return OptionValue.ReadAll([.. arguments.Where(argument => argument != "--no-pin")], options, With);
    }

    private static BroadcastOptions With(BroadcastOptions options, string name, string value) => name switch
    {
        "--clients" => options with { Clients = OptionValue.Whole(value, 1, 20_000) },
        "--messages" => options with { Messages = OptionValue.Whole(value, 1, 100_000) },
        "--peers" => options with { Peers = BroadcastPeers.All.NamedIn(value) },
        "--repeat" => options with { Repetitions = OptionValue.Whole(value, 1, 1000) },
        _ => throw new FormatException($"{name} is no option."),
    };
}
