namespace WsRpc.Load;

/// <summary>What to measure, from the command line.</summary>
internal sealed record UploadOptions
{
    public IReadOnlyList<IUploadPeer> Peers { get; private init; } = UploadPeers.All;

    public int Mebibytes { get; private init; } = 1024;

    public int Repetitions { get; private init; } = 1;

    public bool Pin { get; private init; } = true;

    /// <exception cref="FormatException">An option is unknown, or its value cannot be understood.</exception>
    public static UploadOptions Parse(string[] arguments)
    {
        var options = new UploadOptions { Pin = !arguments.Contains("--no-pin") };
        return OptionValue.ReadAll([.. arguments.Where(argument => argument != "--no-pin")], options, With);
    }

    private static UploadOptions With(UploadOptions options, string name, string value) => name switch
    {
        "--mebibytes" => options with { Mebibytes = OptionValue.Whole(value, 1, 1_000_000) },
        "--peers" => options with { Peers = UploadPeers.All.NamedIn(value) },
        "--repeat" => options with { Repetitions = OptionValue.Whole(value, 1, 1000) },
        _ => throw new FormatException($"{name} is no option."),
    };
}
