namespace WsRpc.Load;

/// <summary>What to measure, from the command line.</summary>
internal sealed record StreamOptions
{
    private IReadOnlyList<StreamWay> _ways = Enum.GetValues<StreamWay>();
    private IReadOnlyList<StreamItem> _items = Enum.GetValues<StreamItem>();
    private int _burst = int.MaxValue;

    public IReadOnlyList<IStreamPeer> Peers { get; private init; } = StreamPeers.All;

    public IEnumerable<StreamCase> Cases => from way in _ways from item in _items select new StreamCase(way, item, _burst);

    public int Count { get; private init; } = 1_000_000;

    public TimeSpan Warmup { get; private init; } = TimeSpan.FromSeconds(3);

    public int Repetitions { get; private init; } = 3;

    public bool Pin { get; private init; } = true;

    /// <exception cref="FormatException">An option is unknown, or its value cannot be understood.</exception>
    public static StreamOptions Parse(string[] arguments)
    {
        var options = new StreamOptions { Pin = !arguments.Contains("--no-pin") };
        return OptionValue.ReadAll([.. arguments.Where(argument => argument != "--no-pin")], options, With);
    }

    private static StreamOptions With(StreamOptions options, string name, string value) => name switch
    {
        "--ways" => options with { _ways = OptionValue.List(value, OptionValue.Name<StreamWay>) },
        "--items" => options with { _items = OptionValue.List(value, OptionValue.Name<StreamItem>) },
        "--count" => options with { Count = OptionValue.Whole(value, 1, 1_000_000_000) },
        "--burst" => options with { _burst = OptionValue.Whole(value, 1, int.MaxValue) },
        "--peers" => options with { Peers = StreamPeers.All.NamedIn(value) },
        "--warmup" => options with { Warmup = OptionValue.Seconds(value, shortest: 0) },
        "--repeat" => options with { Repetitions = OptionValue.Whole(value, 1, 1000) },
        _ => throw new FormatException($"{name} is no option."),
    };
}
