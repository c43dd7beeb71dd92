namespace WsRpc.Conformance;

/// <summary>Writes literals and references in the fixed code (RFC 1951 §3.2.6).</summary>
internal static class FixedCodeWriter
{
    private static readonly int[] Words = MakeWords();

    public static void WriteSymbol(this BitWriter bits, int symbol) => bits.Write(Words[symbol], HuffmanCode.FixedLengths[symbol]);

    public static void WriteReference(this BitWriter bits, int distance, int length)
    {
        var index = LastNotAbove(DeflateTables.LengthBase, length);
        bits.WriteSymbol(DeflateTables.FirstLength + index);
        bits.Write(length - DeflateTables.LengthBase[index], DeflateTables.LengthExtraBits[index]);
        index = LastNotAbove(DeflateTables.DistanceBase, distance);
        bits.Write(HuffmanCode.Reverse(index, 5), 5);
        bits.Write(distance - DeflateTables.DistanceBase[index], DeflateTables.DistanceExtraBits[index]);
    }

    private static int LastNotAbove(ReadOnlySpan<int> bases, int value)
    {
        var index = bases.BinarySearch(value);
        return index >= 0 ? index : ~index - 1;
    }

    private static int[] MakeWords()
    {
        var next = HuffmanCode.FirstWords(HuffmanCode.FixedLengths);
        return [.. HuffmanCode.FixedLengths.Select(length => HuffmanCode.Reverse(next[length]++, length))];
    }
}
