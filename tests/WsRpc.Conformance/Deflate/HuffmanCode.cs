namespace WsRpc.Conformance;

/// <summary>A canonical Huffman code (RFC 1951 §3.2.2), given by the lengths of its words.</summary>
internal sealed class HuffmanCode
{
    private const int LongestWord = 15;

    private readonly int _longest;

    // What the next bits begin with, whatever follows: the symbol and the length of its word.
    private readonly (short Symbol, byte Length)[] _words;

    public HuffmanCode(ReadOnlySpan<byte> lengths)
    {
        _longest = 1;
        foreach (var length in lengths)
        {
            _longest = Math.Max(_longest, length);
        }

        _words = new (short, byte)[1 << _longest];
        var next = FirstWords(lengths);
        for (var symbol = 0; symbol < lengths.Length; symbol++)
        {
            if (lengths[symbol] is not 0 and var length)
            {
                for (var word = Reverse(next[length]++, length); word < _words.Length; word += 1 << length)
                {
                    _words[word] = ((short)symbol, length);
                }
            }
        }
    }

    /// <summary>The lengths of the fixed code for literals and lengths (§3.2.6).</summary>
    public static byte[] FixedLengths { get; } =
    [
        .. Enumerable.Repeat((byte)8, 144), .. Enumerable.Repeat((byte)9, 112), .. Enumerable.Repeat((byte)7, 24), .. Enumerable.Repeat((byte)8, 8),
    ];

    public static HuffmanCode FixedLiterals { get; } = new(FixedLengths);

    public static HuffmanCode FixedDistances { get; } = new([.. Enumerable.Repeat((byte)5, 32)]);

    public int Read(BitReader bits)
    {
        var (symbol, length) = _words[bits.Peek(_longest)];
        DeflateException.ThrowIf(length == 0, "no word of the Huffman code (RFC 1951 §3.2.3)");
        bits.Skip(length);
        return symbol;
    }

    /// <summary>The first word of each length, most significant bit first.</summary>
    public static int[] FirstWords(ReadOnlySpan<byte> lengths)
    {
        var count = new int[LongestWord + 1];
        foreach (var length in lengths)
        {
            count[length]++;
        }

        var words = lengths.Length - count[0];
        count[0] = 0;
        var next = new int[LongestWord + 1];
        var left = 1;
        for (var length = 1; length <= LongestWord; length++)
        {
            next[length] = (next[length - 1] + count[length - 1]) << 1;
            left = (left << 1) - count[length];
            DeflateException.ThrowIf(left < 0, "a Huffman code has more words than there can be (RFC 1951 §3.2.2)");
        }

        // One word alone has one bit (§3.2.7), and none at all is a code for nothing.
        DeflateException.ThrowIf(left > 0 && !(words == 0 || (words == 1 && count[1] == 1)), "a Huffman code is incomplete (RFC 1951 §3.2.2)");
        return next;
    }

    /// <summary>Words travel most significant bit first (§3.1.1), everything else the other way round.</summary>
    public static int Reverse(int word, int length)
    {
        var reversed = 0;
        for (var i = 0; i < length; i++)
        {
            reversed = reversed << 1 | (word >> i & 1);
        }

        return reversed;
    }
}
