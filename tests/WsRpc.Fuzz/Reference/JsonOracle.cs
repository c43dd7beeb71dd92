using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace WsRpc.Fuzz.Reference;

/// <summary>JSON as <see cref="JsonDocument"/> reads it, with what stands in the octets rather than what the elements make of it.</summary>
internal static partial class JsonOracle
{
    [GeneratedRegex(@"\A-?(0|[1-9][0-9]*)\z")]
    private static partial Regex Integer { get; }

    /// <summary>Null when the octets are not UTF-8, not JSON, or nested too deep.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> octets, int maxDepth)
    {
        try
        {
            return ReferenceUtf8.IsValid(octets.Span) ? JsonDocument.Parse(octets, new JsonDocumentOptions { MaxDepth = maxDepth }) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The octets of a value, quotes included.</summary>
    public static string Raw(JsonElement value) => Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(value));

    /// <summary>Where in the message a value stands.</summary>
    public static string Place(JsonElement value, ReadOnlyMemory<byte> message)
    {
        var raw = JsonMarshal.GetRawUtf8Value(value);
        return message.Span.Overlaps(raw, out var start) ? $"{start}+{raw.Length}" : throw new InvalidOperationException("A value lies outside of its message.");
    }

    /// <summary>The name of a member, escapes undone.</summary>
    public static string Name(JsonProperty member) => Unescape(Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8PropertyName(member)));

    /// <summary>The text of a string, escapes undone, lone surrogates as they are.</summary>
    public static string Text(JsonElement text) => Unescape(Raw(text)[1..^1]);

    /// <summary>Whether there is a number without fraction and exponent, and between these bounds.</summary>
    public static bool IsInteger(JsonElement value, long least, long most, out long integer)
    {
        integer = 0;
        if (value.ValueKind != JsonValueKind.Number || !Integer.IsMatch(Raw(value)))
        {
            return false;
        }

        var number = BigInteger.Parse(Raw(value));
        if (number < least || number > most)
        {
            return false;
        }

        integer = (long)number;
        return true;
    }

    private static string Unescape(string contents) => Escape.Replace(contents, match => match.Value[1] switch
    {
        'u' => $"{(char)Convert.ToUInt16(match.Value[2..], 16)}",
        'b' => "\b",
        'f' => "\f",
        'n' => "\n",
        'r' => "\r",
        't' => "\t",
        var other => $"{other}",
    });

    [GeneratedRegex(@"\\(u[0-9A-Fa-f]{4}|.)")]
    private static partial Regex Escape { get; }
}
