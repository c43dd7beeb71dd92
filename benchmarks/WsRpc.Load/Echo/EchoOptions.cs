namespace WsRpc.Load;

/// <summary>What to measure, from the command line.</summary>
internal sealed record EchoOptions
{
    private const int LargestMessage = 4 * 1024 * 1024; // what servers here take by default

    private IReadOnlyList<int>? _sizes;
    private IReadOnlyList<EchoShape>? _shapes;

    public IReadOnlyList<EchoPeer> Peers { get; private init; } = EchoPeer.Usual;

    public IEnumerable<EchoCase> Cases => EchoCase.Of(_sizes, _shapes);

    public TimeSpan Duration { get; private init; } = TimeSpan.FromSeconds(1);

    public TimeSpan Warmup { get; private init; } = TimeSpan.FromSeconds(0.5);

    public int Repetitions { get; private init; } = 3;

    public bool Pin { get; private init; } = true;

    /// <exception cref="FormatException">An option is unknown, or its value cannot be understood.</exception>
    public static EchoOptions Parse(string[] arguments)
    {
        var options = new EchoOptions { Pin = !arguments.Contains("--no-pin") };
        return OptionValue.ReadAll([.. arguments.Where(argument => argument != "--no-pin")], options, With);
    }

    private static EchoOptions With(EchoOptions options, string name, string value) => name switch
    {
        "--sizes" => options with { _sizes = OptionValue.List(value, size => OptionValue.Whole(size, 1, LargestMessage)) },
        "--shapes" => options with { _shapes = OptionValue.List(value, EchoShape.Parse) },
        "--peers" => options with { Peers = OptionValue.Lists(value, EchoPeer.Find) },
        "--seconds" => options with { Duration = OptionValue.Seconds(value, shortest: 0.01) },
        "--warmup" => options with { Warmup = OptionValue.Seconds(value, shortest: 0) },
        "--repeat" => options with { Repetitions = OptionValue.Whole(value, 1, 1000) },
        _ => throw new FormatException($"{name} is no option."),
    };
}
