using System.Buffers.Binary;

namespace WsRpc.Load;

/// <summary>A text message and the masked frame that brings it to a server (RFC 6455 §5.2), made once and sent many times.</summary>
internal sealed class EchoMessage
{
    private static readonly byte[] MaskKey = [0x37, 0xfa, 0x21, 0x3d];

    public EchoMessage(byte[] payload)
    {
        Payload = payload;
        var masked = payload.Select((octet, i) => (byte)(octet ^ MaskKey[i % MaskKey.Length]));
        Frame = [0x81, .. MaskedLength(payload.Length), .. MaskKey, .. masked];
    }

    public byte[] Payload { get; }

    public byte[] Frame { get; }

    /// <summary>Letters without a short period, so that octets out of place are seen.</summary>
    public static EchoMessage OfSize(int size) => new([.. Enumerable.Range(0, size).Select(i => (byte)('a' + (((i * 7L) + (i / 26)) % 26)))]);

    /// <summary>The frame so many times.</summary>
    public byte[] Batch(int depth)
    {
        var batch = new byte[Frame.Length * depth];
        for (var i = 0; i < depth; i++)
        {
            Frame.CopyTo(batch, i * Frame.Length);
        }

        return batch;
    }

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
