using System.Buffers;

namespace WsRpc.Protocol.WebSocket;

// Messages in parts: whatever has come is handed out at once, so a message of any length takes no memory.
public sealed partial class WebSocketReceiver
{
    private bool _inParts; // how the message at hand is received
    private bool _inflaterHasMore; // output that had no room in the last part
    private long _remaining; // octets of the frame at hand that are still to be consumed
    private byte _phase; // where in the masking key the first octet that is not unmasked yet stands
    private ushort _unmasked; // octets at the front of those that are unmasked, but not decompressed yet

    /// <summary>
    /// As <see cref="TryReceive"/>, but a message comes in parts, as <see cref="WebSocketEventKind.MessagePart"/>, whenever some of it is there:
    /// it may have any length and any number of fragments, and takes no memory beyond the caller's buffer, or a small one if it is
    /// compressed. Parts are not the peer's fragments.
    /// </summary>
    /// <remarks>
    /// Text is validated as it passes, so parts of it may have been handed out before it turns out to be malformed; a part may end inside a
    /// code point. The two ways to receive may alternate between messages, but not inside one.
    /// </remarks>
    /// <param name="input">As for <see cref="TryReceive"/>.</param>
    /// <param name="consumed">As for <see cref="TryReceive"/>; may be zero where a part of a compressed message is the rest of what came before.</param>
    /// <param name="received">The event. Its payload is valid until the next call.</param>
    /// <returns>As for <see cref="TryReceive"/>.</returns>
    /// <exception cref="InvalidOperationException">A message is at hand that is received as a whole.</exception>
    public bool TryReceivePart(Memory<byte> input, out int consumed, out WebSocketEvent received)
    {
        consumed = 0;
        received = default;
        BytesWanted = 0;
        return TryReceiveStepwise(input, inParts: true, ref consumed, ref received);
    }

    private Progress ContinueParts(Memory<byte> input, ref int consumed, ref WebSocketEvent received)
    {
        if (input.IsEmpty && _remaining > 0 && !_inflaterHasMore)
        {
            BytesWanted = (int)Math.Min(_remaining, int.MaxValue);
            return Progress.MoreWanted;
        }

        return _message.IsCompressed ? ReadCompressedPart(input, ref consumed, ref received) : ReadPart(input, ref consumed, ref received);
    }

    private Progress ReadPart(Memory<byte> input, ref int consumed, ref WebSocketEvent received)
    {
        var part = input[..(int)Math.Min(_remaining, input.Length)];
        if (!TryProcessPart(part.Span))
        {
            return Fail(FramingViolations.TextNotUtf8, ref received);
        }

        consumed += part.Length;
        _remaining -= part.Length;
        return EndPart(part, ref received);
    }

    private bool TryProcessPart(Span<byte> part)
    {
        for (; !part.IsEmpty; part = part[Math.Min(HotOctets, part.Length)..])
        {
            var hot = part[..Math.Min(HotOctets, part.Length)];
            var isAscii = _frame.IsMasked && Masking.ApplyAndTestAscii(hot, _frame.MaskKey, _phase);
            _phase = (byte)((_phase + hot.Length) % FrameHeader.MaskKeyLength);
            if (!_message.TryAppend(hot, isAscii))
            {
                return false;
            }
        }

        return true;
    }

    // One step: what a little input becomes, as far as there is room for it. The rest stays with the caller, unmasked.
    private Progress ReadCompressedPart(Memory<byte> input, ref int consumed, ref WebSocketEvent received)
    {
        if (_unmasked == 0 && !_inflaterHasMore)
        {
            Unmask(input.Span);
        }

        _assembly.Truncate(0);
        if (_unmasked > 0 || _inflaterHasMore)
        {
            ReadOnlySpan<byte> data = input.Span[.._unmasked];
            var room = _assembly.GetSpan(HotOctets)[..HotOctets];
            var status = _inflater!.Inflate(ref data, room, out var written);
            _assembly.Advance(written);
            consumed += _unmasked - data.Length;
            _remaining -= _unmasked - data.Length;
            _unmasked = (ushort)data.Length;
            _inflaterHasMore = status == OperationStatus.DestinationTooSmall;
            if (status == OperationStatus.InvalidData)
            {
                return Fail(FramingViolations.CompressedDataInvalid, ref received);
            }

            if (!_message.TryAppend(room[..written], isAscii: false))
            {
                return Fail(FramingViolations.TextNotUtf8, ref received);
            }
        }

        if (!_inflaterHasMore && _remaining == 0 && _frame.IsFinal && !_inflater!.TryEndMessage())
        {
            return Fail(FramingViolations.CompressedDataInvalid, ref received);
        }

        return EndPart(_assembly.Memory, ref received);
    }

    private void Unmask(Span<byte> input)
    {
        var hot = input[..(int)Math.Min(Math.Min(_remaining, HotOctets), input.Length)];
        if (_frame.IsMasked)
        {
            Masking.Apply(hot, _frame.MaskKey, _phase);
            _phase = (byte)((_phase + hot.Length) % FrameHeader.MaskKeyLength);
        }

        _unmasked = (ushort)hot.Length; // no more than HotOctets
    }

    private Progress EndPart(ReadOnlyMemory<byte> part, ref WebSocketEvent received)
    {
        var type = _message.Type;
        var endsFrame = _remaining == 0 && !_inflaterHasMore;
        var endsMessage = endsFrame && _frame.IsFinal;
        _inFrame = !endsFrame;
        if (endsMessage && !_message.TryEnd())
        {
            return Fail(FramingViolations.TextNotUtf8, ref received);
        }

        if (!part.IsEmpty || endsMessage)
        {
            received = WebSocketEvent.OfPart(type, part, endsMessage);
            return Progress.Event;
        }

        return Progress.Continue;
    }
}
