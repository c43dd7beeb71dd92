namespace WsRpc.Load;

/// <summary>One line of the measurement: messages of one size in one shape.</summary>
/// <param name="Size">Octets of a message's payload.</param>
/// <param name="Shape">How they are sent.</param>
internal sealed record EchoCase(int Size, EchoShape Shape)
{
    private static readonly int[] Sizes = [16, 125, 1024, 16 * 1024];
    private static readonly EchoShape[] Shapes = [new(64, 1), new(64, 16)];

    /// <summary>All sizes in all shapes. Without either, the usual ones, and two that stand for themselves: a single message in flight, and large ones.</summary>
    public static IEnumerable<EchoCase> Of(IReadOnlyList<int>? sizes, IReadOnlyList<EchoShape>? shapes)
    {
        var all = (shapes ?? Shapes).SelectMany(shape => (sizes ?? Sizes).Select(size => new EchoCase(size, shape)));
        return sizes is null && shapes is null
            ? [new(16, new(1, 1)), .. all, new(1024 * 1024, new(64, 1))]
            : all;
    }
}
