using System.Text;

namespace WsRpc.Conformance;

/// <summary>What the frames of the peer under test must keep to.</summary>
internal static class FrameRules
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="first">The first octet.</param>
    /// <param name="second">The second octet.</param>
    /// <param name="expectsMask">Whether the frame must be masked.</param>
    /// <param name="mayCompress">Whether permessage-deflate was agreed upon: RSV1 is then for the first frame of a message (RFC 7692 §6).</param>
    public static void CheckStart(byte first, byte second, bool expectsMask, bool mayCompress)
    {
        var opcode = first & 0xF;
        var allowed = mayCompress && opcode is (Opcode.Text or Opcode.Binary) ? 0x40 : 0;
        MalformedFrameException.ThrowIf((first & 0x70 & ~allowed) != 0, "a reserved bit (§5.2)");
        MalformedFrameException.ThrowIf(opcode is not (<= Opcode.Binary or (>= Opcode.Close and <= Opcode.Pong)), "a reserved opcode (§5.2)");
        MalformedFrameException.ThrowIf(second >= 0x80 != expectsMask, "the wrong mask bit (§5.1)");
        MalformedFrameException.ThrowIf(opcode >= Opcode.Close && (first < 0x80 || (second & 0x7F) > 125), "a control frame that is fragmented or long (§5.5)");
    }

    public static void CheckClose(Frame frame)
    {
        if (frame.Opcode == Opcode.Close && frame.Payload.Length > 0)
        {
            MalformedFrameException.ThrowIf(frame.Payload.Length == 1, "a Close body of one octet (§5.5.1)");
            MalformedFrameException.ThrowIf(!IsUtf8(frame.Payload.Span[2..]), "a close reason that is not UTF-8 (§5.5.1)");
        }
    }

    public static void CheckText(Frame message) =>
        MalformedFrameException.ThrowIf(message.Opcode == Opcode.Text && !IsUtf8(message.Payload.Span), "a text that is not UTF-8 (§5.6)");

    public static bool IsUtf8(ReadOnlySpan<byte> octets)
    {
        try
        {
            Strict.GetCharCount(octets);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
