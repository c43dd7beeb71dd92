namespace WsRpc.Load;

/// <summary>What to measure, from the command line.</summary>
internal sealed record IdleOptions
{
    public IReadOnlyList<IdlePeer> Peers { get; private init; } = IdlePeer.Usual;

    public int Connections { get; private init; } = 10_000;

    public int Repetitions { get; private init; } = 1;

    public bool Pin { get; private init; } = true;

    /// <exception cref="FormatException">An option is unknown, or its value cannot be understood.</exception>
    public static IdleOptions Parse(string[] arguments)
    {
        var options = new IdleOptions { Pin = !arguments.Contains("--no-pin") };
        return OptionValue.ReadAll([.. arguments.Where(argument => argument != "--no-pin")], options, With);
    }

    private static IdleOptions With(IdleOptions options, string name, string value) => name switch
    {
        "--connections" => options with { Connections = OptionValue.Whole(value, 1, 1_000_000) },
        "--peers" => options with { Peers = OptionValue.Lists(value, IdlePeer.Find) },
        "--repeat" => options with { Repetitions = OptionValue.Whole(value, 1, 1000) },
        _ => throw new FormatException($"{name} is no option."),
    };
}
