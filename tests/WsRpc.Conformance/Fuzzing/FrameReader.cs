using System.Buffers.Binary;

namespace WsRpc.Conformance;

/// <summary>
/// Reads what a peer sends and holds it to RFC 6455: whole messages and control frames come out, anything else is a
/// <see cref="MalformedFrameException"/>.
/// </summary>
internal sealed class FrameReader(SocketOctets octets, bool expectsMask, MessageCompression? compression = null)
{
    private MemoryStream? _fragments;
    private Frame? _first;

    /// <summary>The next message or control frame; nothing when the peer has ended its way.</summary>
    public async Task<Frame?> ReadAsync()
    {
        while (await ReadFrameAsync() is { } frame)
        {
            if (frame.IsControl)
            {
                return frame;
            }

            MalformedFrameException.ThrowIf(frame.Opcode == Opcode.Continuation == _fragments is null, "a fragment where none belongs (§5.4)");
            if (frame.IsFinal && _fragments is null)
            {
                return Checked(frame);
            }

            if (_fragments is null)
            {
                _fragments = new MemoryStream();
                _first = frame;
            }

            _fragments.Write(frame.Payload.Span);
            if (frame.IsFinal)
            {
                var message = _first! with { Payload = _fragments.ToArray(), IsFinal = true };
                _fragments = null;
                return Checked(message);
            }
        }

        MalformedFrameException.ThrowIf(_fragments is not null, "the end inside a message");
        return null;
    }

    private async Task<Frame?> ReadFrameAsync()
    {
        var start = new byte[2];
        var count = await octets.ReadAsync(start);
        if (count == 0)
        {
            return null;
        }

        MalformedFrameException.ThrowIf(count < start.Length, "the end inside a header");
        FrameRules.CheckStart(start[0], start[1], expectsMask, compression is not null);
        var length = await ReadLengthAsync(start[1] & 0x7F);
        var key = await ReadExactlyAsync(expectsMask ? 4 : 0);
        var payload = await ReadExactlyAsync(length);
        if (expectsMask)
        {
            FrameEncoder.Mask(payload, key);
        }

        var frame = new Frame(start[0] & 0xF, payload) { IsFinal = start[0] >= 0x80, Reserved = start[0] >> 4 & 7 };
        FrameRules.CheckClose(frame);
        return frame;
    }

    private async Task<int> ReadLengthAsync(int shortLength)
    {
        switch (shortLength)
        {
            case 126:
                var medium = BinaryPrimitives.ReadUInt16BigEndian(await ReadExactlyAsync(2));
                MalformedFrameException.ThrowIf(medium < 126, "a length that is not minimal (§5.2)");
                return medium;
            case 127:
                var large = BinaryPrimitives.ReadUInt64BigEndian(await ReadExactlyAsync(8));
                MalformedFrameException.ThrowIf(large < 65536, "a length that is not minimal (§5.2)");
                MalformedFrameException.ThrowIf(large > 64 << 20, "a length that no case asks for");
                return (int)large;
            default:
                return shortLength;
        }
    }

    private async Task<byte[]> ReadExactlyAsync(int count)
    {
        var buffer = new byte[count];
        MalformedFrameException.ThrowIf(await octets.ReadAsync(buffer) < count, "the end inside a frame");
        return buffer;
    }

    private Frame Checked(Frame message)
    {
        message = compression?.Decompress(message) ?? message;
        FrameRules.CheckText(message);
        return message;
    }
}
