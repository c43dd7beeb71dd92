using System.Text;

namespace WsRpc.Conformance;

/// <summary>What the frames of the peer under test must keep to.</summary>
internal static class FrameRules
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void CheckStart(byte first, byte second, bool expectsMask)
    {
        var opcode = first & 0xF;
        MalformedFrameException.ThrowIf((first & 0x70) != 0, "a reserved bit (§5.2)");
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
