namespace WsRpc.Conformance;

/// <summary>The codes that a dynamic block brings along (RFC 1951 §3.2.7).</summary>
internal static class DynamicBlock
{
    public static (HuffmanCode Literals, HuffmanCode Distances) ReadCodes(BitReader bits)
    {
        var literals = bits.Read(5) + 257;
        var distances = bits.Read(5) + 1;
        DeflateException.ThrowIf(literals > 286 || distances > 30, "a dynamic block with more symbols than there are (RFC 1951 §3.2.7)");
        var lengths = ReadLengths(bits, ReadCodeLengthCode(bits), literals + distances);
        DeflateException.ThrowIf(lengths[DeflateTables.EndOfBlock] == 0, "a block that cannot end");
        return (new HuffmanCode(lengths.AsSpan(0, literals)), new HuffmanCode(lengths.AsSpan(literals)));
    }

    private static HuffmanCode ReadCodeLengthCode(BitReader bits)
    {
        var count = 0;
        var lengths = new byte[19];
        for (var all = bits.Read(4) + 4; count < all; count++)
        {
            lengths[DeflateTables.CodeLengthOrder[count]] = (byte)bits.Read(3);
        }

        return new HuffmanCode(lengths);
    }

    private static byte[] ReadLengths(BitReader bits, HuffmanCode code, int count)
    {
        var lengths = new byte[count];
        for (var i = 0; i < count;)
        {
            var symbol = code.Read(bits);
            if (symbol < 16)
            {
                lengths[i++] = (byte)symbol;
                continue;
            }

            DeflateException.ThrowIf(symbol == 16 && i == 0, "the repetition of a length before the first");
            var (value, times) = symbol switch
            {
                16 => (lengths[i - 1], 3 + bits.Read(2)),
                17 => ((byte)0, 3 + bits.Read(3)),
                _ => ((byte)0, 11 + bits.Read(7)),
            };
            DeflateException.ThrowIf(i + times > count, "more lengths than announced");
            lengths.AsSpan(i, times).Fill(value);
            i += times;
        }

        return lengths;
    }
}
