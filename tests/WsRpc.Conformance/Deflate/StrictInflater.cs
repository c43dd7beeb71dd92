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

        // The four octets that the sender left away are the end of an empty stored block (RFC 7692 §7.2.1).
        var message = InflateBlocks([.. payload, 0x00, 0x00, 0xFF, 0xFF], out var endsEmpty, out var endsStream);
        DeflateException.ThrowIf(!endsEmpty || endsStream, "it does not end with what is left of an empty block");
        return message;
    }

    /// <summary>What a whole number of blocks, up to the end of the last octet, comes to.</summary>
    /// <param name="octets">The blocks.</param>
    /// <param name="endsEmpty">Whether the last of them is an empty stored block.</param>
    /// <param name="endsStream">Whether it is marked as the final one.</param>
    /// <exception cref="DeflateException">They are no blocks.</exception>
    public byte[] InflateBlocks(ReadOnlySpan<byte> octets, out bool endsEmpty, out bool endsStream)
    {
        _history.BeginMessage();
        endsEmpty = endsStream = false;
        for (var bits = new BitReader(octets.ToArray()); bits.BitsLeft > 0;)
        {
            endsStream = bits.Read(1) == 1;
            endsEmpty = ReadBlock(bits) == 0;

            // Another stream begins at the next octet (RFC 7692 §7.2.3.4); most inflaters forget what they know with the old one.
            if (endsStream)
            {
                bits.SkipToOctet();
                _history.Forget();
            }
        }

        return _history.Message;
    }

    /// <returns>The length of a stored block; null for another.</returns>
    private int? ReadBlock(BitReader bits)
    {
        var type = bits.Read(2);
        switch (type)
        {
            case Stored:
                return ReadStored(bits);
            case Fixed:
                ReadCompressed(bits, HuffmanCode.FixedLiterals, HuffmanCode.FixedDistances);
                return null;
            case Dynamic:
                var (literals, distances) = DynamicBlock.ReadCodes(bits);
                ReadCompressed(bits, literals, distances);
                return null;
            default:
                throw new DeflateException("The compressed message is wrong: a block of the reserved type (RFC 1951 §3.2.3).");
        }
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
