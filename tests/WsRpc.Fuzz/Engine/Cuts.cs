namespace WsRpc.Fuzz.Engine;

/// <summary>Where an input is cut. Chance has the input as its seed: the same input fails the same way when it is tried again.</summary>
internal static class Cuts
{
    public static int[] None { get; } = [];

    /// <summary>One octet at a time.</summary>
    public static int[] Everywhere(int length) => length < 2 ? None : [.. Enumerable.Range(1, length - 1)];

    public static int[] Every(int length, int size)
    {
        var cuts = new List<int>();
        for (var at = size; at < length; at += size)
        {
            cuts.Add(at);
        }

        return [.. cuts];
    }

    public static int[] Random(ReadOnlySpan<byte> input, int count, ulong variant)
    {
        var random = new Prng(StableHash.Of(input) + variant);
        var cuts = new SortedSet<int>();
        for (var i = 0; i < count && input.Length > 1; i++)
        {
            cuts.Add(random.Between(1, input.Length - 1));
        }

        return [.. cuts];
    }
}
