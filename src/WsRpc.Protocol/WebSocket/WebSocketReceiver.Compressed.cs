using System.Buffers;

namespace WsRpc.Protocol.WebSocket;

// Compressed messages (RFC 7692): decompressed as they come and gathered, so that nothing of them is held compressed.
public sealed partial class WebSocketReceiver
{
    private readonly MessageInflater? _inflater; // null when permessage-deflate was not negotiated

    private Progress ReadCompressed(Memory<byte> input, ref int consumed, ref WebSocketEvent received)
    {
        var length = (int)_frame.PayloadLength; // no more than its budget
        var piece = input.Span[..Math.Min(length - _processed, input.Length)];
        consumed += piece.Length;
        for (; !piece.IsEmpty; piece = piece[Math.Min(HotOctets, piece.Length)..])
        {
            var hot = piece[..Math.Min(HotOctets, piece.Length)];
            if (_frame.IsMasked)
            {
                Masking.Apply(hot, _frame.MaskKey, _processed);
            }

            _processed += hot.Length;
            if (!TryInflate(hot, out var violation))
            {
                return Fail(violation, ref received);
            }
        }

        if (_processed < length)
        {
            BytesWanted = length - _processed;
            return Progress.MoreWanted;
        }

        _inFrame = false;
        return _frame.IsFinal && !_inflater!.TryEndMessage()
            ? Fail(FramingViolations.CompressedDataInvalid, ref received)
            : EndFrame(_assembly.Memory, ref received);
    }

    // In steps: memory grows with what comes out, and the first octet too many ends it (§10.4), whatever the ratio.
    private bool TryInflate(ReadOnlySpan<byte> data, out ProtocolViolation violation)
    {
        Span<byte> excess = stackalloc byte[1];
        OperationStatus status;
        do
        {
            var budget = _message.Budget;
            var room = budget > 0 ? _assembly.GetSpan(1) : excess;
            room = room[..Math.Min(room.Length, Math.Clamp(budget, 1, HotOctets))];
            status = _inflater!.Inflate(ref data, room, out var written);
            if (written > budget)
            {
                violation = FramingViolations.MessageTooBig;
                return false;
            }

            _assembly.Advance(written);
            if (!_message.TryAppend(room[..written], isAscii: false))
            {
                violation = FramingViolations.TextNotUtf8;
                return false;
            }
        }
        while (status == OperationStatus.DestinationTooSmall);

        violation = FramingViolations.CompressedDataInvalid;
        return status == OperationStatus.Done;
    }
}
