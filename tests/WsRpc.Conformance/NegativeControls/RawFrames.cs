using System.Buffers.Binary;

namespace WsRpc.Conformance;

/// <summary>Frames as they come, whatever they are.</summary>
internal static class RawFrames
{
    public static async Task<Frame?> ReadAsync(SocketOctets octets)
    {
        var start = new byte[2];
        if (await octets.ReadAsync(start) < start.Length)
        {
            return null;
        }

        var shortLength = start[1] & 0x7F;
        var extended = new byte[shortLength switch { 126 => 2, 127 => 8, _ => 0 }];
        await octets.ReadAsync(extended);
        var claimed = extended.Length switch
        {
            2 => BinaryPrimitives.ReadUInt16BigEndian(extended),
            8 => BinaryPrimitives.ReadUInt64BigEndian(extended),
            _ => (ulong)shortLength,
        };
        var length = claimed <= int.MaxValue ? (int)claimed : 0;
        var isMasked = start[1] >= 0x80;
        var key = new byte[4];
        await octets.ReadAsync(key.AsMemory(0, isMasked ? 4 : 0));
        var payload = new byte[length];
        var count = await octets.ReadAsync(payload);
        FrameEncoder.Mask(payload, key);
        return count < length
            ? null
            : new Frame(start[0] & 0xF, payload) { IsFinal = start[0] >= 0x80, Reserved = start[0] >> 4 & 7, HasWrongMask = !isMasked, LengthOctets = extended.Length, ClaimedLength = claimed };
    }

    /// <summary>The code to fail the connection with because of this frame alone.</summary>
    public static int? ViolationIn(Frame frame, Checks checks)
    {
        if (checks.HasFlag(Checks.Masking) && frame.HasWrongMask)
        {
            return 1002;
        }

        if (checks.HasFlag(Checks.Opcodes) && frame.Opcode is not (<= Opcode.Binary or (>= Opcode.Close and <= Opcode.Pong)))
        {
            return 1002;
        }

        if (checks.HasFlag(Checks.Framing))
        {
            var isNotMinimal = frame.LengthOctets switch { 2 => frame.Payload.Length < 126, 8 => frame.Payload.Length < 65536, _ => false };
            var isBadControl = frame.IsControl && (!frame.IsFinal || frame.Payload.Length > 125);
            var isBadClose = frame.Opcode == Opcode.Close && frame.Payload.Length > 0 && frame.CloseCode is not ((>= 1000 and <= 1003) or (>= 1007 and <= 1014) or (>= 3000 and <= 4999));
            if (frame.Reserved != 0 || isNotMinimal || frame.ClaimedLength > int.MaxValue || isBadControl || isBadClose)
            {
                return 1002;
            }
        }

        return checks.HasFlag(Checks.Utf8) && frame.Opcode == Opcode.Close && frame.Payload.Length > 2 && !FrameRules.IsUtf8(frame.Payload.Span[2..]) ? 1007 : null;
    }
}
