using System.Buffers.Binary;

namespace WsRpc.Load;

/// <summary>A text message and the masked frame that brings it to a server (RFC 6455 §5.2), made once and sent many times.</summary>
internal sealed class EchoMessage
{
    /// <summary>How a text message in one frame begins.</summary>
    public const byte Beginning = 0x81;

    /// <summary>The same for one that is compressed: RSV1 is set (RFC 7692 §6).</summary>
    public const byte CompressedBeginning = 0xC1;

    private static readonly byte[] MaskKey = [0x37, 0xfa, 0x21, 0x3d];

    public EchoMessage(byte[] payload)
        : this(payload, Beginning, payload)
    {
    }

    private EchoMessage(byte[] payload, byte beginning, byte[] carried)
    {
        Payload = payload;
        var masked = carried.Select((octet, i) => (byte)(octet ^ MaskKey[i % MaskKey.Length]));
        Frame = [beginning, .. MaskedLength(carried.Length), .. MaskKey, .. masked];
    }

    public byte[] Payload { get; }

    public byte[] Frame { get; }

    /// <summary>Letters without a short period, so that octets out of place are seen.</summary>
    public static EchoMessage OfSize(int size) => new([.. Enumerable.Range(0, size).Select(i => (byte)('a' + (((i * 7L) + (i / 26)) % 26)))]);

    public static EchoMessage Compressed(byte[] payload, DeflateTerms terms) =>
        new(payload, CompressedBeginning, MessageCompression.Compress(payload, terms.WindowBits));

    private static byte[] MaskedLength(int length)
    {
        if (length < 126)
        {
            return [(byte)(0x80 | length)];
        }

        var octets = new byte[9];
        BinaryPrimitives.WriteInt64BigEndian(octets.AsSpan(1), length);
        return length <= ushort.MaxValue ? [0x80 | 126, .. octets[7..]] : [0x80 | 127, .. octets[1..]];
    }
}
