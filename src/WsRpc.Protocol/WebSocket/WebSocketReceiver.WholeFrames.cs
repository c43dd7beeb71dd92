using System.Buffers.Binary;
using System.Text.Unicode;

namespace WsRpc.Protocol.WebSocket;

// The commonest frame in one straight line: a short message, in one frame, all of it there. It leaves everything else, and
// all that looks wrong, to the steps; only of text that is not UTF-8 it has to judge itself.
public sealed partial class WebSocketReceiver
{
    private const int FinalText = 0x80 | (int)WebSocketOpcode.Text;
    private const int FinalBinary = 0x80 | (int)WebSocketOpcode.Binary;

    private readonly int _longestWhole; // a longer message gains nothing by the short way

    private bool TryReceiveWhole(Memory<byte> input, ref int consumed, ref WebSocketEvent received)
    {
        if (_inFrame || IsClosed || _message.IsOpen || _assembly.Length > 0)
        {
            return false;
        }

        var octets = input.Span;
        var mask = _role == WebSocketRole.Server ? FrameHeaderReader.Masked : 0;
        var start = mask != 0 ? 2 + FrameHeader.MaskKeyLength : 2;
        if (octets.Length < start + 2 || octets[0] is not (FinalText or FinalBinary))
        {
            return false;
        }

        var length = octets[1] ^ mask; // with the wrong mask bit too long to go on
        if (length == FrameHeaderReader.Length16)
        {
            length = BinaryPrimitives.ReadUInt16BigEndian(octets[2..]);
            start += 2;
            if (length <= FrameHeader.MaxShortPayload)
            {
                return false; // not minimal
            }
        }
        else if (length > FrameHeader.MaxShortPayload)
        {
            return false;
        }

        if (length > _longestWhole || length > octets.Length - start)
        {
            return false;
        }

        var payload = octets.Slice(start, length);
        var isValid = octets[0] == FinalBinary;
        if (mask != 0)
        {
            var key = BinaryPrimitives.ReadUInt32LittleEndian(octets[(start - FrameHeader.MaskKeyLength)..]);
            isValid |= Masking.ApplyAndTestAscii(payload, key, offset: 0);
        }

        if (!isValid && !Utf8.IsValid(payload))
        {
            // Unmasked by now, so the steps cannot start over.
            Dispose();
            consumed = input.Length;
            received = WebSocketEvent.OfViolation(FramingViolations.TextNotUtf8);
            return true;
        }

        consumed = start + length;
        received = WebSocketEvent.OfMessage((WebSocketOpcode)(octets[0] & 0xF), input.Slice(start, length));
        return true;
    }
}
