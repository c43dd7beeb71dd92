namespace WsRpc.Conformance;

/// <summary>
/// Compresses messages (RFC 7692 §7.2.1) simply, with the fixed codes, and reaches as far back as it may: what it makes is all
/// the harder on whoever keeps less history than agreed.
/// </summary>
/// <param name="windowBits">How far back references reach, 8 to 15.</param>
/// <param name="takesOver">Whether they reach into the messages before.</param>
internal sealed class WindowedDeflater(int windowBits, bool takesOver)
{
    private const int ShortestMatch = 3;
    private const int LongestMatch = 258;
    private const int LongestStored = 65535;

    private readonly int _window = 1 << windowBits;
    private byte[] _history = [];

    /// <summary>The payload of the compressed message.</summary>
    public byte[] Deflate(ReadOnlySpan<byte> message, DeflateShape shape = DeflateShape.Compressed)
    {
        byte[] octets = [.. takesOver ? _history : [], .. message];
        var bits = new BitWriter();
        var start = octets.Length - message.Length;
        if (shape == DeflateShape.Stored)
        {
            WriteStored(bits, message);
        }
        else if (message.Length > 0)
        {
            WriteCompressed(bits, octets, start, isLast: shape == DeflateShape.CompressedFinal);
        }

        // The head of an empty stored block, whose other four octets are left away (RFC 7692 §7.2.1).
        bits.Write(0, 3);
        bits.FillOctet();

        // Whoever takes the last block for the end of everything has no history behind it.
        _history = shape == DeflateShape.CompressedFinal ? [] : octets[Math.Max(0, octets.Length - _window)..];
        return bits.ToArray();
    }

    private static void WriteStored(BitWriter bits, ReadOnlySpan<byte> message)
    {
        while (message.Length > 0)
        {
            var length = Math.Min(message.Length, LongestStored);
            bits.Write(0, 3);
            bits.FillOctet();
            bits.Write(length, 16);
            bits.Write(length ^ 0xFFFF, 16);
            bits.WriteOctets(message[..length]);
            message = message[length..];
        }
    }

    private void WriteCompressed(BitWriter bits, byte[] octets, int start, bool isLast)
    {
        bits.Write(isLast ? 1 : 0, 1);
        bits.Write(1, 2);
        var seen = new MatchFinder(octets, _window);
        seen.Note(0, start);
        for (var position = start; position < octets.Length;)
        {
            var (distance, length) = seen.Find(position, Math.Min(LongestMatch, octets.Length - position));
            if (length >= ShortestMatch)
            {
                bits.WriteReference(distance, length);
            }
            else
            {
                length = 1;
                bits.WriteSymbol(octets[position]);
            }

            seen.Note(position, position + length);
            position += length;
        }

        bits.WriteSymbol(DeflateTables.EndOfBlock);
        if (isLast)
        {
            bits.FillOctet();
        }
    }
}
