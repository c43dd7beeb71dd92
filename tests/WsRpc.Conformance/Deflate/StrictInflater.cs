namespace WsRpc.Conformance;

/// <summary>
/// Takes compressed messages apart (RFC 7692 §7.2.2) and holds their sender to what was agreed: no reference reaches further
/// back than the window, nor, without context takeover, into a message before.
/// </summary>
/// <param name="windowBits">The window agreed upon, 8 to 15.</param>
/// <param name="takesOver">Whether a message may refer to those before it.</param>
internal sealed class StrictInflater(int windowBits, bool takesOver)
{
    private const int Stored = 0;
    private const int Fixed = 1;
    private const int Dynamic = 2;

    private readonly InflatedHistory _history = new(1 << windowBits);

    /// <summary>The message behind the payload of a compressed one.</summary>
    /// <exception cref="DeflateException">The payload is not what a sender may make.</exception>
    public byte[] Inflate(ReadOnlySpan<byte> payload)
    {
        if (!takesOver)
        {
            _history.Forget();
        }

        _history.BeginMessage();
        var bits = new BitReader([.. payload, 0x00, 0x00, 0xFF, 0xFF]);
        var isFlush = false;
        while (bits.BitsLeft > 0)
        {
            isFlush = ReadBlock(bits);
        }

        // The four octets that the sender left away are the end of an empty stored block (RFC 7692 §7.2.1).
        DeflateException.ThrowIf(!isFlush, "it does not end with what is left of an empty block");
        return _history.Message;
    }

    /// <returns>Whether it was an empty stored block.</returns>
    private bool ReadBlock(BitReader bits)
    {
        var isLast = bits.Read(1) == 1;
        var type = bits.Read(2);
        var isFlush = false;
        switch (type)
        {
            case Stored:
                isFlush = ReadStored(bits) == 0 && !isLast;
                break;
            case Fixed:
                ReadCompressed(bits, HuffmanCode.FixedLiterals, HuffmanCode.FixedDistances);
                break;
            case Dynamic:
                var (literals, distances) = DynamicBlock.ReadCodes(bits);
                ReadCompressed(bits, literals, distances);
                break;
            default:
                throw new DeflateException("The compressed message is wrong: a block of the reserved type (RFC 1951 §3.2.3).");
        }

        // Another stream begins at the next octet (RFC 7692 §7.2.3.4); most inflaters forget what they know with the old one.
        if (isLast)
        {
            bits.SkipToOctet();
            _history.Forget();
        }

        return isFlush;
    }

    private int ReadStored(BitReader bits)
    {
        bits.SkipToOctet();
        var length = bits.Read(16);
        DeflateException.ThrowIf((length ^ bits.Read(16)) != 0xFFFF, "a stored block whose length is not confirmed (RFC 1951 §3.2.4)");
        for (var i = 0; i < length; i++)
        {
            _history.Append((byte)bits.Read(8));
        }

        return length;
    }

    private void ReadCompressed(BitReader bits, HuffmanCode literals, HuffmanCode distances)
    {
        while (literals.Read(bits) is not DeflateTables.EndOfBlock and var symbol)
        {
            if (symbol < DeflateTables.EndOfBlock)
            {
                _history.Append((byte)symbol);
                continue;
            }

            var index = symbol - DeflateTables.FirstLength;
            DeflateException.ThrowIf(index >= DeflateTables.LengthBase.Length, "a reserved length (RFC 1951 §3.2.6)");
            var length = DeflateTables.LengthBase[index] + bits.Read(DeflateTables.LengthExtraBits[index]);
            index = distances.Read(bits);
            DeflateException.ThrowIf(index >= DeflateTables.DistanceBase.Length, "a reserved distance (RFC 1951 §3.2.6)");
            _history.Repeat(DeflateTables.DistanceBase[index] + bits.Read(DeflateTables.DistanceExtraBits[index]), length);
        }
    }
}
