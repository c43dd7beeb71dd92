using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace WsRpc.Protocol.JsonRpc;

public static partial class JsonText
{
    // Up to this length a clean string asks the output for its worst case at once; longer ones go in pieces.
    private const int MaxOneSpanChars = 1024;
    private const int PieceBytes = 4096;
    private const int EncodedPieceChars = 512;

    /// <summary>
    /// Appends a string with its quotes, escaped as <see cref="System.Text.Json.Utf8JsonWriter"/> would with the same encoder.
    /// A lone surrogate becomes U+FFFD, never an exception.
    /// </summary>
    /// <param name="output">Where the octets go.</param>
    /// <param name="value">The text.</param>
    /// <param name="encoder">Says what to escape; null for <see cref="JavaScriptEncoder.Default"/>.</param>
    public static void WriteString(IBufferWriter<byte> output, ReadOnlySpan<char> value, JavaScriptEncoder? encoder = null)
    {
        ArgumentNullException.ThrowIfNull(output);
        encoder ??= JavaScriptEncoder.Default;
        var clean = CountClean(value, encoder);
        if (clean == value.Length && clean <= MaxOneSpanChars)
        {
            WriteClean(output, value);
            return;
        }

        output.Write("\""u8);
        Transcode(output, value[..clean]);
        Encode(output, value[clean..], encoder);
        output.Write("\""u8);
    }

    private static unsafe int CountClean(ReadOnlySpan<char> value, JavaScriptEncoder encoder)
    {
        fixed (char* text = value)
        {
            var first = value.IsEmpty ? -1 : encoder.FindFirstCharacterToEncode(text, value.Length);
            return first < 0 ? value.Length : first;
        }
    }

    private static void WriteClean(IBufferWriter<byte> output, ReadOnlySpan<char> value)
    {
        var span = output.GetSpan((value.Length * 3) + 2);
        span[0] = (byte)'"';
        Utf8.FromUtf16(value, span[1..], out _, out var written);
        span[written + 1] = (byte)'"';
        output.Advance(written + 2);
    }

    private static void Encode(IBufferWriter<byte> output, ReadOnlySpan<char> value, JavaScriptEncoder encoder)
    {
        Span<char> piece = stackalloc char[EncodedPieceChars];
        while (!value.IsEmpty)
        {
            encoder.Encode(value, piece, out var read, out var written);
            Transcode(output, piece[..written]);
            value = value[read..];
        }
    }

    private static void Transcode(IBufferWriter<byte> output, ReadOnlySpan<char> value)
    {
        while (!value.IsEmpty)
        {
            Utf8.FromUtf16(value, output.GetSpan(Math.Min(value.Length * 3, PieceBytes)), out var read, out var written);
            output.Advance(written);
            value = value[read..];
        }
    }
}
