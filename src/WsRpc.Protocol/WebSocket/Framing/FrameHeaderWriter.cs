using System.Buffers.Binary;

namespace WsRpc.Protocol.WebSocket;

/// <summary>Writes frame headers (RFC 6455 §5.2), with the shortest form of the length.</summary>
internal static class FrameHeaderWriter
{
    /// <summary>Writes <see cref="FrameHeader.Length"/> octets to the front of <paramref name="destination"/>.</summary>
    public static void Write(Span<byte> destination, in FrameHeader header)
    {
        var masked = header.IsMasked ? 0x80 : 0;
        destination[0] = (byte)((header.IsFinal ? 0x80 : 0) | (header.IsCompressed ? 0x40 : 0) | (int)header.Opcode);
        switch (header.PayloadLength)
        {
            case <= FrameHeader.MaxShortPayload:
                destination[1] = (byte)(masked | (int)header.PayloadLength);
                break;
            case <= FrameHeader.MaxMediumPayload:
                destination[1] = (byte)(masked | 126);
                BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)header.PayloadLength);
                break;
            default:
                destination[1] = (byte)(masked | 127);
                BinaryPrimitives.WriteInt64BigEndian(destination[2..], header.PayloadLength);
                break;
        }

        if (header.IsMasked)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(destination[(header.Length - FrameHeader.MaskKeyLength)..], header.MaskKey);
        }
    }
}
