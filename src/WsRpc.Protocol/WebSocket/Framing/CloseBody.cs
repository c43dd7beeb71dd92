using System.Buffers.Binary;
using System.Text.Unicode;

namespace WsRpc.Protocol.WebSocket;

/// <summary>The payload of a Close frame: nothing, or a status code and a reason (RFC 6455 §5.5.1).</summary>
internal static class CloseBody
{
    private const int CodeLength = 2;
    private const int MaxReason = FrameHeader.MaxControlPayload - CodeLength;

    /// <summary>Reads a received payload; the event is a Close or says what is wrong with it.</summary>
    public static WebSocketEvent Read(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
        {
            return WebSocketEvent.OfClose(WebSocketCloseCode.NoStatusReceived, default); // §7.1.5
        }

        if (body.Length < CodeLength)
        {
            return WebSocketEvent.OfViolation(FramingViolations.CloseBodyTooShort);
        }

        int code = BinaryPrimitives.ReadUInt16BigEndian(body.Span);
        if (!WebSocketCloseCode.MayAppearOnWire(code))
        {
            return WebSocketEvent.OfViolation(FramingViolations.CloseCodeNotAllowed);
        }

        var reason = body[CodeLength..];
        return Utf8.IsValid(reason.Span)
            ? WebSocketEvent.OfClose(code, reason)
            : WebSocketEvent.OfViolation(FramingViolations.CloseReasonNotUtf8);
    }

    /// <summary>
    /// Writes a payload to <paramref name="destination"/>, which has room for the longest; returns its length. A reason that
    /// does not fit is cut behind its last whole code point.
    /// </summary>
    public static int Write(Span<byte> destination, int code, ReadOnlySpan<char> reason)
    {
        if (code == WebSocketCloseCode.NoStatusReceived)
        {
            return 0;
        }

        BinaryPrimitives.WriteUInt16BigEndian(destination, (ushort)code);
        Utf8.FromUtf16(reason, destination.Slice(CodeLength, MaxReason), out _, out var written); // writes whole code points only
        return CodeLength + written;
    }
}
