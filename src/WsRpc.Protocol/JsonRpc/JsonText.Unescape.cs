using System.Globalization;
using System.Text;
using System.Text.Json;

namespace WsRpc.Protocol.JsonRpc;

public static partial class JsonText
{
    private const int MaxEscapedOctetsPerCharacter = 6; // \u0061

    /// <summary>
    /// The text of a JSON string, given what stands between its quotes. The grammar must have been checked. Escapes of lone surrogates are kept as they
    /// are: <see cref="Utf8JsonReader.GetString"/> and <see cref="Utf8JsonReader.ValueTextEquals(ReadOnlySpan{byte})"/> throw on them, and they are valid JSON (RFC 8259 §8.2).
    /// </summary>
    internal static string Unescape(ReadOnlySpan<byte> contents)
    {
        var text = new StringBuilder();
        for (int escape; (escape = contents.IndexOf((byte)'\\')) >= 0;)
        {
            text.Append(Encoding.UTF8.GetString(contents[..escape]));
            contents = contents[(escape + 1)..];
            text.Append(ReadEscape(contents, out var length));
            contents = contents[length..];
        }

        return text.Append(Encoding.UTF8.GetString(contents)).ToString();
    }

    /// <summary>The reader's string or property name, to be compared with names of at most <paramref name="maxLength"/> ASCII characters; empty when too long to be one of them.</summary>
    internal static ReadOnlySpan<byte> ShortText(in Utf8JsonReader reader, int maxLength)
    {
        if (!reader.ValueIsEscaped)
        {
            return reader.ValueSpan;
        }

        return reader.ValueSpan.Length <= maxLength * MaxEscapedOctetsPerCharacter
            ? Encoding.UTF8.GetBytes(Unescape(reader.ValueSpan))
            : default;
    }

    private static char ReadEscape(ReadOnlySpan<byte> escape, out int length)
    {
        length = escape[0] == (byte)'u' ? 5 : 1;
        return escape[0] switch
        {
            (byte)'u' => (char)ushort.Parse(escape.Slice(1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
            (byte)'b' => '\b',
            (byte)'f' => '\f',
            (byte)'n' => '\n',
            (byte)'r' => '\r',
            (byte)'t' => '\t',
            var other => (char)other,
        };
    }
}
