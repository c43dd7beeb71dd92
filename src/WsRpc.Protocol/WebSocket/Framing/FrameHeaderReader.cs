using System.Buffers;
using System.Buffers.Binary;

namespace WsRpc.Protocol.WebSocket;

/// <summary>Reads frame headers (RFC 6455 §5.2). A bad first pair of octets is refused before the rest of the header is there.</summary>
internal static class FrameHeaderReader
{
    /// <summary>The bit of the second octet that says that the payload is masked.</summary>
    public const int Masked = 0x80;

    /// <summary>The length in the second octet that says that the length follows in 16 bits.</summary>
    public const int Length16 = 126;

    private const int Final = 0x80;
    private const int Compressed = 0x40; // RSV1
    private const int Reserved = 0x70;
    private const int Length64 = 127;

    private const int KnownOpcodes =
        1 << (int)WebSocketOpcode.Continuation | 1 << (int)WebSocketOpcode.Text | 1 << (int)WebSocketOpcode.Binary |
        1 << (int)WebSocketOpcode.Close | 1 << (int)WebSocketOpcode.Ping | 1 << (int)WebSocketOpcode.Pong;

    /// <summary>Reads the header at the front of <paramref name="octets"/>.</summary>
    /// <param name="octets">What has arrived.</param>
    /// <param name="role">The role of the end that reads.</param>
    /// <param name="mayBeCompressed">Whether permessage-deflate was negotiated.</param>
    /// <param name="header">The header, if <see cref="OperationStatus.Done"/>.</param>
    /// <param name="headerLength">How long the header is, or has to be at least as far as it can be told.</param>
    /// <param name="violation">What is wrong with it, if <see cref="OperationStatus.InvalidData"/>.</param>
    public static OperationStatus Read(
        ReadOnlySpan<byte> octets, WebSocketRole role, bool mayBeCompressed, out FrameHeader header, out int headerLength, out ProtocolViolation violation)
    {
        header = default;
        violation = default;
        var masked = role == WebSocketRole.Server;
        headerLength = masked ? 2 + FrameHeader.MaskKeyLength : 2;
        if (octets.Length < 2)
        {
            return OperationStatus.NeedMoreData;
        }

        int first = octets[0], second = octets[1];
        if (!IsLegal(first, second, masked, mayBeCompressed, ref violation))
        {
            return OperationStatus.InvalidData;
        }

        long payloadLength = second & ~Masked;
        headerLength += payloadLength switch { Length16 => 2, Length64 => 8, _ => 0 };
        if (octets.Length < headerLength)
        {
            return OperationStatus.NeedMoreData;
        }

        if (payloadLength >= Length16 && !TryReadExtendedLength(octets[2..], ref payloadLength, ref violation))
        {
            return OperationStatus.InvalidData;
        }

        var maskKey = masked ? BinaryPrimitives.ReadUInt32LittleEndian(octets[(headerLength - FrameHeader.MaskKeyLength)..]) : 0;
        header = new FrameHeader((WebSocketOpcode)(first & 0xF), (first & Final) != 0, masked, maskKey, payloadLength) { IsCompressed = (first & Compressed) != 0 };
        return OperationStatus.Done;
    }

    private static bool IsLegal(int first, int second, bool mustBeMasked, bool mayBeCompressed, ref ProtocolViolation violation)
    {
        var opcode = first & 0xF;
        var reserved = first & Reserved;
        if (reserved != 0 && !(reserved == Compressed && mayBeCompressed))
        {
            violation = mayBeCompressed ? FramingViolations.ReservedBitBesideCompression : FramingViolations.ReservedBitSet; // §5.2
        }
        else if ((KnownOpcodes >> opcode & 1) == 0)
        {
            violation = FramingViolations.ReservedOpcode; // §5.2
        }
        else if ((second & Masked) != 0 != mustBeMasked)
        {
            violation = mustBeMasked ? FramingViolations.UnmaskedFrame : FramingViolations.MaskedFrame; // §5.1
        }
        else if (reserved != 0 && opcode is not ((int)WebSocketOpcode.Text or (int)WebSocketOpcode.Binary))
        {
            violation = FramingViolations.CompressionBitMisplaced; // RFC 7692 §6.1
        }
        else if (opcode < (int)WebSocketOpcode.Close)
        {
            return true;
        }
        else if ((first & Final) == 0)
        {
            violation = FramingViolations.FragmentedControlFrame; // §5.5
        }
        else if ((second & ~Masked) > FrameHeader.MaxControlPayload)
        {
            violation = FramingViolations.ControlFrameTooLong; // §5.5
        }
        else
        {
            return true;
        }

        return false;
    }

    private static bool TryReadExtendedLength(ReadOnlySpan<byte> octets, ref long payloadLength, ref ProtocolViolation violation)
    {
        var longest = payloadLength == Length16 ? FrameHeader.MaxShortPayload : FrameHeader.MaxMediumPayload;
        payloadLength = payloadLength == Length16
            ? BinaryPrimitives.ReadUInt16BigEndian(octets)
            : BinaryPrimitives.ReadInt64BigEndian(octets);

        if (payloadLength < 0)
        {
            violation = FramingViolations.LengthTopBitSet; // §5.2: the most significant bit MUST be 0
            return false;
        }

        if (payloadLength <= longest)
        {
            violation = FramingViolations.LengthNotMinimal; // §5.2: the minimal number of octets MUST be used
            return false;
        }

        return true;
    }
}
