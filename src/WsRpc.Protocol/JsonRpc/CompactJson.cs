using System.Buffers;

namespace WsRpc.Protocol.JsonRpc;

/// <summary>
/// Passes over values written without white space, as every serializer writes them by default, and checks their grammar (RFC 8259) on the way.
/// The octets must be UTF-8. What it does not pass over may well be JSON: whoever asked has a general reader decide.
/// </summary>
internal static class CompactJson
{
    /// <summary>What a value gives that is not compact JSON, or nested too deep.</summary>
    public const int NotCompact = -1;

    // The levels are levels of our stack, too. Deeper values are rare.
    private const int MaxLevels = 16;

    // Quote, backslash and what may not stand in a string at all: found 16 to 64 octets at a time.
    private static readonly SearchValues<byte> TextEnds = SearchValues.Create([.. "\"\\"u8, .. Enumerable.Range(0, ' ').Select(octet => (byte)octet)]);

    private static ReadOnlySpan<byte> ShortEscapes => "\"\\/bfnrt"u8;

    /// <summary>Where the value that starts at an offset ends.</summary>
    /// <param name="json">The octets.</param>
    /// <param name="at">Offset of the value's first octet; may lie behind the end.</param>
    /// <param name="levels">How deep arrays and objects may be nested.</param>
    /// <returns>The offset behind the value, or <see cref="NotCompact"/>.</returns>
    public static int SkipValue(ReadOnlySpan<byte> json, int at, int levels) => SkipNested(json, at, Math.Min(levels, MaxLevels));

    /// <summary>How many octets of a string stand before its closing quote, given those behind the opening one; <see cref="NotCompact"/> when it has escapes.</summary>
    public static int PlainTextLength(ReadOnlySpan<byte> text)
    {
        var length = text.IndexOfAny(TextEnds);
        return length >= 0 && text[length] == (byte)'"' ? length : NotCompact;
    }

    private static int SkipNested(ReadOnlySpan<byte> json, int at, int levels) => OctetAt(json, at) switch
    {
        (byte)'"' => SkipString(json, at),
        (byte)'[' => SkipArray(json, at, levels),
        (byte)'{' => SkipObject(json, at, levels),
        (byte)'t' => SkipLiteral(json, at, "true"u8),
        (byte)'f' => SkipLiteral(json, at, "false"u8),
        (byte)'n' => SkipLiteral(json, at, "null"u8),
        _ => SkipNumber(json, at),
    };

    private static int SkipArray(ReadOnlySpan<byte> json, int at, int levels)
    {
        if (levels <= 0)
        {
            return NotCompact;
        }

        at++;
        if (OctetAt(json, at) == ']')
        {
            return at + 1;
        }

        do
        {
            at = SkipNested(json, at, levels - 1);
        }
        while (OctetAt(json, at++) == ',');

        return OctetAt(json, at - 1) == ']' ? at : NotCompact;
    }

    private static int SkipObject(ReadOnlySpan<byte> json, int at, int levels)
    {
        if (levels <= 0)
        {
            return NotCompact;
        }

        at++;
        if (OctetAt(json, at) == '}')
        {
            return at + 1;
        }

        do
        {
            at = OctetAt(json, at) == '"' ? SkipString(json, at) : NotCompact;
            at = OctetAt(json, at) == ':' ? SkipNested(json, at + 1, levels - 1) : NotCompact;
        }
        while (OctetAt(json, at++) == ',');

        return OctetAt(json, at - 1) == '}' ? at : NotCompact;
    }

    private static int SkipString(ReadOnlySpan<byte> json, int at)
    {
        at++;
        while (true)
        {
            var length = json[at..].IndexOfAny(TextEnds);
            if (length < 0)
            {
                return NotCompact;
            }

            at += length;
            if (json[at] == '"')
            {
                return at + 1;
            }

            var escape = EscapeLength(json[at..]);
            if (escape == 0)
            {
                return NotCompact;
            }

            at += escape;
        }
    }

    private static int EscapeLength(ReadOnlySpan<byte> json) => json switch
    {
        [(byte)'\\', (byte)'u', var a, var b, var c, var d, ..] when IsHex(a) && IsHex(b) && IsHex(c) && IsHex(d) => 6,
        [(byte)'\\', var octet, ..] when ShortEscapes.Contains(octet) => 2,
        _ => 0,
    };

    private static int SkipLiteral(ReadOnlySpan<byte> json, int at, ReadOnlySpan<byte> literal)
        => json[at..].StartsWith(literal) ? at + literal.Length : NotCompact;

    private static int SkipNumber(ReadOnlySpan<byte> json, int at)
    {
        if (OctetAt(json, at) == '-')
        {
            at++;
        }

        at = OctetAt(json, at) == '0' ? at + 1 : SkipDigits(json, at);
        if (OctetAt(json, at) == '.')
        {
            at = SkipDigits(json, at + 1);
        }

        if (OctetAt(json, at) is 'e' or 'E')
        {
            at++;
            at = SkipDigits(json, OctetAt(json, at) is '+' or '-' ? at + 1 : at);
        }

        return at;
    }

    // At least one.
    private static int SkipDigits(ReadOnlySpan<byte> json, int at)
    {
        var start = at;
        while (OctetAt(json, at) is >= '0' and <= '9')
        {
            at++;
        }

        return at == start ? NotCompact : at;
    }

    // No octet outside of the message, so that nobody has to ask for its end or for NotCompact: they are like an octet that does not fit.
    private static int OctetAt(ReadOnlySpan<byte> json, int at) => (uint)at < (uint)json.Length ? json[at] : -1;

    private static bool IsHex(byte octet) => char.IsAsciiHexDigit((char)octet);
}
