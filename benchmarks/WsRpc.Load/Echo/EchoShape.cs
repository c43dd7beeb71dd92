namespace WsRpc.Load;

/// <summary>The shape of a load: so many connections, each of which writes so many messages at once, and again when all are answered.</summary>
internal sealed record EchoShape(int Connections, int Depth)
{
    /// <exception cref="FormatException">The text is none.</exception>
    public static EchoShape Parse(string text) => text.Split('x') is [var connections, var depth]
        ? new(OptionValue.Whole(connections, 1, 10_000), OptionValue.Whole(depth, 1, 1000))
        : throw new FormatException($"\"{text}\" is no shape such as 64x16.");

    public override string ToString() => $"{Connections}x{Depth}";
}
