using System.Buffers;

namespace WsRpc.Load;

/// <summary>Several JSON texts in one WebSocket message, with a line feed between them. One alone has none.</summary>
internal static class HandLines
{
    private const byte LineFeed = (byte)'\n'; // inside a JSON text it is always escaped

    public static void Begin(ArrayBufferWriter<byte> lines)
    {
        if (lines.WrittenCount > 0)
        {
            lines.GetSpan(1)[0] = LineFeed;
            lines.Advance(1);
        }
    }

    /// <summary>Takes the first line off the rest.</summary>
    public static ReadOnlySpan<byte> Take(ref ReadOnlyMemory<byte> rest)
    {
        var text = rest.Span;
        var end = text.IndexOf(LineFeed);
        if (end < 0)
        {
            rest = default;
            return text;
        }

        rest = rest[(end + 1)..];
        return text[..end];
    }
}
