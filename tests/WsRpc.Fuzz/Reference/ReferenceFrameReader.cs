using WsRpc.Fuzz.Engine;
using WsRpc.Fuzz.Targets;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Fuzz.Reference;

/// <summary>
/// Reads frames as RFC 6455 §5 tells it, slowly, with all octets at hand. It fails where the receiver has to: at the second octet of a header,
/// at its end, and at the first octet of a text that cannot be UTF-8.
/// </summary>
internal sealed class ReferenceFrameReader(byte[] octets, WebSocketRole role, WebSocketLimits limits, Trace trace)
{
    private readonly List<byte> _message = [];
    private int _type; // the opcode of the open message; 0 when there is none
    private int _fragments;
    private long _announced; // payload octets of the open message, as its headers tell
    private bool _isClosed;
    private int _at;

    public void Read()
    {
        while (!_isClosed && ReadFrame())
        {
        }

        trace.Add(_isClosed ? "closed" : "open");
    }

    /// <summary>False when the frame is not there as a whole.</summary>
    private bool ReadFrame()
    {
        if (octets.Length - _at < 2)
        {
            return false;
        }

        int first = octets[_at], second = octets[_at + 1];
        var isFinal = first >= 0x80;
        var opcode = first % 16;
        var isMasked = second >= 0x80;
        var shortLength = second % 128;
        if (ViolatedSection(first, opcode, isFinal, isMasked, shortLength) is { } section)
        {
            return Fail(1002, section);
        }

        var lengthOctets = shortLength switch { 126 => 2, 127 => 8, _ => 0 };
        var headerLength = 2 + lengthOctets + (isMasked ? 4 : 0);
        if (octets.Length - _at < headerLength)
        {
            return false;
        }

        var length = (UInt128)shortLength;
        if (lengthOctets > 0)
        {
            length = 0;
            for (var i = 0; i < lengthOctets; i++)
            {
                length = length * 256 + octets[_at + 2 + i];
            }

            if (length > long.MaxValue || length <= (lengthOctets == 2 ? 125u : 65535u))
            {
                return Fail(1002, "§5.2");
            }
        }

        var key = isMasked ? octets[(_at + headerLength - 4)..(_at + headerLength)] : [0, 0, 0, 0];
        _at += headerLength;
        return opcode >= 8 ? ReadControl(opcode, (int)length, key) : ReadData(opcode, isFinal, (long)length, key);
    }

    private string? ViolatedSection(int first, int opcode, bool isFinal, bool isMasked, int shortLength) =>
        first / 16 % 8 != 0 ? "§5.2"
        : opcode is not (0 or 1 or 2 or 8 or 9 or 10) ? "§5.2"
        : isMasked != (role == WebSocketRole.Server) ? "§5.1"
        : opcode >= 8 && (!isFinal || shortLength > 125) ? "§5.5"
        : null;

    private bool ReadControl(int opcode, int length, byte[] key)
    {
        if (octets.Length - _at < length)
        {
            return false;
        }

        var payload = Unmasked(length, key);
        _at += length;
        if (opcode != 8)
        {
            trace.Add(opcode == 9 ? "Ping" : "Pong", payload);
            return true;
        }

        return ReadClose(payload);
    }

    private bool ReadClose(byte[] payload)
    {
        if (payload.Length == 1)
        {
            return Fail(1002, "§5.5.1");
        }

        var code = payload.Length == 0 ? 1005 : payload[0] * 256 + payload[1];
        if (payload.Length > 0 && code is not (>= 1000 and <= 1014 or >= 3000 and <= 4999) || code is 1004 or 1006 || (payload.Length > 0 && code == 1005))
        {
            return Fail(1002, "§7.4");
        }

        var reason = payload.Length == 0 ? [] : payload[2..];
        if (!ReferenceUtf8.IsValid(reason))
        {
            return Fail(1007, "§8.1");
        }

        EventTrace.Close(trace, code, reason);
        _isClosed = true;
        return true;
    }

    private bool ReadData(int opcode, bool isFinal, long length, byte[] key)
    {
        if ((opcode == 0) != (_type != 0))
        {
            return Fail(1002, "§5.4");
        }

        if (opcode != 0)
        {
            (_type, _fragments, _announced) = (opcode, 0, 0);
            _message.Clear();
        }

        if (++_fragments > limits.MaxFragments)
        {
            return Fail(1008, "§10.4");
        }

        if (length > limits.MaxMessageBytes - _announced)
        {
            return Fail(1009, "§10.4");
        }

        _announced += length;
        var there = (int)Math.Min(length, octets.Length - _at);
        _message.AddRange(Unmasked(there, key));
        _at += there;
        var payload = _message.ToArray();
        var isComplete = true;
        if (_type == 1 && !ReferenceUtf8.IsPrefix(payload, out isComplete))
        {
            return Fail(1007, "§8.1");
        }

        return there == length && (!isFinal || EndMessage(payload, isComplete));
    }

    private bool EndMessage(byte[] payload, bool isComplete)
    {
        if (!isComplete)
        {
            return Fail(1007, "§8.1");
        }

        EventTrace.Message(trace, (WebSocketOpcode)_type, payload);
        _type = 0;
        return true;
    }

    private byte[] Unmasked(int length, byte[] key)
    {
        var payload = new byte[length];
        for (var i = 0; i < length; i++)
        {
            payload[i] = (byte)(octets[_at + i] ^ key[i % 4]);
        }

        return payload;
    }

    private bool Fail(int code, string section)
    {
        EventTrace.Violation(trace, code, "RFC 6455 " + section);
        _isClosed = true;
        return true;
    }
}
