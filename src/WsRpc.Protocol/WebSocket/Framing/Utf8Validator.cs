using System.Text.Unicode;

namespace WsRpc.Protocol.WebSocket;

/// <summary>
/// Validates UTF-8 that arrives in pieces (RFC 3629 §4), failing at the first octet that cannot be part of it. Between
/// pieces it remembers no octets, only how the sequence they left open may go on.
/// </summary>
internal struct Utf8Validator
{
    private int _missing; // continuation octets the open sequence still needs
    private byte _lowest; // bounds of the next of them
    private byte _highest;

    /// <summary>Whether no sequence is left open: the text may end here.</summary>
    public readonly bool IsComplete => _missing == 0;

    /// <summary>Goes on with <paramref name="piece"/>; <see langword="false"/> if the text is not UTF-8, whatever may follow.</summary>
    public bool TryAppend(ReadOnlySpan<byte> piece)
    {
        while (_missing > 0 && !piece.IsEmpty)
        {
            if (!TryContinue(piece[0]))
            {
                return false;
            }

            piece = piece[1..];
        }

        var open = OpenSequenceLength(piece);
        return Utf8.IsValid(piece[..^open]) && (open == 0 || TryOpen(piece[^open..]));
    }

    /// <summary>How many octets at the end, at most three, begin a sequence that the piece does not finish.</summary>
    private static int OpenSequenceLength(ReadOnlySpan<byte> piece)
    {
        for (var length = 1; length <= Math.Min(3, piece.Length); length++)
        {
            var octet = piece[^length];
            if (octet < 0x80)
            {
                return 0;
            }

            if (octet >= 0xC0)
            {
                return length < SequenceLength(octet) ? length : 0;
            }
        }

        return 0;
    }

    private static int SequenceLength(byte first) => first switch
    {
        < 0xE0 => 2,
        < 0xF0 => 3,
        _ => 4,
    };

    private bool TryOpen(ReadOnlySpan<byte> sequence)
    {
        // The table of RFC 3629 §4: no overlong forms, no surrogates, nothing above U+10FFFF.
        (_missing, _lowest, _highest) = sequence[0] switch
        {
            >= 0xC2 and <= 0xDF => (1, (byte)0x80, (byte)0xBF),
            0xE0 => (2, (byte)0xA0, (byte)0xBF),
            0xED => (2, (byte)0x80, (byte)0x9F),
            >= 0xE1 and <= 0xEF => (2, (byte)0x80, (byte)0xBF),
            0xF0 => (3, (byte)0x90, (byte)0xBF),
            >= 0xF1 and <= 0xF3 => (3, (byte)0x80, (byte)0xBF),
            0xF4 => (3, (byte)0x80, (byte)0x8F),
            _ => (0, (byte)0, (byte)0),
        };

        if (_missing == 0)
        {
            return false;
        }

        foreach (var octet in sequence[1..])
        {
            if (!TryContinue(octet))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryContinue(byte octet)
    {
        if (octet < _lowest || octet > _highest)
        {
            return false;
        }

        _missing--;
        (_lowest, _highest) = (0x80, 0xBF);
        return true;
    }
}
