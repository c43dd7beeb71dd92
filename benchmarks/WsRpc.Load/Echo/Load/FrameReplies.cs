using System.Buffers.Binary;

namespace WsRpc.Load;

/// <summary>
/// Replies in WebSocket frames. Every header is checked: opcode, reserved bits, end of the message, no mask, length. What they
/// carry is left to others to judge.
/// </summary>
internal sealed class FrameReplies(IReplyContent content) : IReplies
{
    private const byte Final = 0x80;
    private const byte Masked = 0x80;
    private const byte LengthBits = 0x7f;
    private const byte ReservedAndOpcode = 0x7f;
    private const byte ContinuationOpcode = 0x0;
    private const byte PongOpcode = 0xA;

    private readonly byte[] _header = new byte[10];
    private int _headerLength;
    private bool _inFrame;
    private long _frameRest;
    private int _messageLength;
    private int _frames;

    public int Take(ReadOnlySpan<byte> octets)
    {
        var replies = 0;
        while (!octets.IsEmpty)
        {
            if (!_inFrame)
            {
                octets = octets[TakeHeader(octets)..];
            }

            // Also when nothing is left: a frame may be empty.
            if (_inFrame)
            {
                octets = octets[TakePayload(octets)..];
                replies += _frameRest == 0 && EndFrame() ? 1 : 0;
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

        if ((_header[0] & ReservedAndOpcode) != (_frames > 0 ? ContinuationOpcode : content.Beginning & ReservedAndOpcode))
        {
            throw new InvalidDataException($"0x{_header[0]:x2} is no beginning of a frame that was to come.");
        }

        _frameRest = (_header[1] & LengthBits) switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(_header.AsSpan(2)),
            127 => BinaryPrimitives.ReadInt64BigEndian(_header.AsSpan(2)),
            var length => length,
        };
        if (_frameRest < 0 || _frameRest > content.Longest - _messageLength)
        {
            throw new InvalidDataException($"The reply is longer than the {content.Longest} octets that it may have.");
        }

        _inFrame = true;
        _frames++;
    }

    private int TakePayload(ReadOnlySpan<byte> octets)
    {
        var part = octets[..(int)Math.Min(_frameRest, octets.Length)];
        content.Take(part, _messageLength);
        _frameRest -= part.Length;
        _messageLength += part.Length;
        return part.Length;
    }

    /// <returns>Whether the message ends with it.</returns>
    private bool EndFrame()
    {
        _inFrame = false;
        if ((_header[0] & Final) == 0)
        {
            return false;
        }

        content.End(_messageLength, _frames);
        (_messageLength, _frames) = (0, 0);
        return true;
    }
}
