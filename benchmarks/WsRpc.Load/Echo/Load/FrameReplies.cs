using System.Buffers.Binary;

namespace WsRpc.Load;

/// <summary>
/// Replies in WebSocket frames. Every header is checked: opcode, end of the message, no mask, length. The content is compared
/// once on each connection.
/// </summary>
internal sealed class FrameReplies(byte[] payload) : IReplies
{
    private const byte Final = 0x80;
    private const byte Masked = 0x80;
    private const byte LengthBits = 0x7f;
    private const byte ReservedAndOpcode = 0x7f;
    private const byte ContinuationOpcode = 0x0;
    private const byte TextOpcode = 0x1;
    private const byte PongOpcode = 0xA;

    private readonly byte[] _header = new byte[10];
    private int _headerLength;
    private bool _inFrame;
    private long _frameRest;
    private int _messageLength;
    private bool _inMessage;
    private bool _compared;

    public int Take(ReadOnlySpan<byte> octets)
    {
        var replies = 0;
        while (!octets.IsEmpty)
        {
            if (!_inFrame)
            {
                octets = octets[TakeHeader(octets)..];
                if (!_inFrame)
                {
                    continue;
                }
            }

            var part = octets[..(int)Math.Min(_frameRest, octets.Length)];
            octets = octets[part.Length..];
            TakePayload(part);
            if (_frameRest == 0 && EndFrame())
            {
                replies++;
            }
        }

        return replies;
    }

    private int TakeHeader(ReadOnlySpan<byte> octets)
    {
        for (var used = 0; used < octets.Length;)
        {
            _header[_headerLength++] = octets[used++];
            if (_headerLength >= 2 && _headerLength == HeaderLength(_header[1]))
            {
                _headerLength = 0;
                BeginFrame();
                return used;
            }
        }

        return octets.Length;
    }

    private static int HeaderLength(byte second) => (second & LengthBits) switch
    {
        126 => 4,
        127 => 10,
        _ => 2,
    };

    private void BeginFrame()
    {
        if ((_header[1] & Masked) != 0)
        {
            throw new InvalidDataException("A server must not mask (RFC 6455 §5.1).");
        }

        // Some servers keep connections alive by empty pongs, which ask for nothing.
        if (_header[0] == (Final | PongOpcode) && _header[1] == 0)
        {
            return;
        }

        if ((_header[0] & ReservedAndOpcode) != (_inMessage ? ContinuationOpcode : TextOpcode))
        {
            throw new InvalidDataException($"0x{_header[0]:x2} is no beginning of a frame that was to come.");
        }

        _frameRest = (_header[1] & LengthBits) switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(_header.AsSpan(2)),
            127 => BinaryPrimitives.ReadInt64BigEndian(_header.AsSpan(2)),
            var length => length,
        };
        if (_frameRest < 0 || _frameRest > payload.Length - _messageLength)
        {
            throw new InvalidDataException($"The reply is longer than the {payload.Length} octets that were sent.");
        }

        (_inFrame, _inMessage) = (true, true);
    }

    private void TakePayload(ReadOnlySpan<byte> part)
    {
        if (!_compared && !part.SequenceEqual(payload.AsSpan(_messageLength, part.Length)))
        {
            throw new InvalidDataException("The reply differs from what was sent.");
        }

        _frameRest -= part.Length;
        _messageLength += part.Length;
    }

    /// <returns>Whether the message ends with it.</returns>
    private bool EndFrame()
    {
        _inFrame = false;
        if ((_header[0] & Final) == 0)
        {
            return false;
        }

        if (_messageLength != payload.Length)
        {
            throw new InvalidDataException($"A reply of {_messageLength} octets to {payload.Length}.");
        }

        _messageLength = 0;
        (_inMessage, _compared) = (false, true);
        return true;
    }
}
