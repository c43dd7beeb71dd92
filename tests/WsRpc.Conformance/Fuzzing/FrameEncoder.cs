using System.Buffers.Binary;

namespace WsRpc.Conformance;

/// <summary>Frames as octets, exactly as told: legality is the cases' affair.</summary>
internal sealed class FrameEncoder(bool masks)
{
    // Always the same keys: what a test sends never depends on the run.
    private readonly Random _keys = new(6455);

    public byte[] Encode(Frame frame)
    {
        var isMasked = masks != frame.HasWrongMask;
        var length = frame.ClaimedLength ?? (ulong)frame.Payload.Length;
        var lengthOctets = frame.LengthOctets ?? (length < 126 ? 0 : length < 65536 ? 2 : 8);
        var headerLength = 2 + lengthOctets + (isMasked ? 4 : 0);
        var octets = new byte[headerLength + frame.Payload.Length];
        octets[0] = (byte)((frame.IsFinal ? 0x80 : 0) | frame.Reserved << 4 | frame.Opcode);
        octets[1] = (byte)((isMasked ? 0x80 : 0) | lengthOctets switch { 0 => (int)length, 2 => 126, _ => 127 });
        if (lengthOctets == 2)
        {
            BinaryPrimitives.WriteUInt16BigEndian(octets.AsSpan(2), (ushort)length);
        }
        else if (lengthOctets == 8)
        {
            BinaryPrimitives.WriteUInt64BigEndian(octets.AsSpan(2), length);
        }

        frame.Payload.Span.CopyTo(octets.AsSpan(headerLength));
        if (isMasked)
        {
            var key = octets.AsSpan(headerLength - 4, 4);
            _keys.NextBytes(key);
            Mask(octets.AsSpan(headerLength), key);
        }

        return octets;
    }

    public byte[] Encode(IEnumerable<Frame> frames)
    {
        var all = new MemoryStream();
        foreach (var frame in frames)
        {
            all.Write(Encode(frame));
        }

        return all.ToArray();
    }

    public static void Mask(Span<byte> payload, ReadOnlySpan<byte> key)
    {
        for (var i = 0; i < payload.Length; i++)
        {
            payload[i] ^= key[i & 3];
        }
    }
}
