using System.Buffers.Binary;

namespace WsRpc.Faults.Links;

/// <summary>The frames in the octets of one direction (RFC 6455 §5.2), found without the code under test.</summary>
internal static class Frames
{
    private const int Close = 8;

    /// <summary>Where the opening handshake, headers and frames begin and end.</summary>
    public static IEnumerable<(int Start, int PayloadStart, int End)> In(ReadOnlyMemory<byte> octets)
    {
        var head = octets.Span.IndexOf("\r\n\r\n"u8);
        var start = octets.Span.StartsWith("GET "u8) || octets.Span.StartsWith("HTTP"u8) ? head < 0 ? octets.Length : head + 4 : 0;
        yield return (0, 0, start);
        while (octets.Length - start >= 2 && TryMeasure(octets.Span[start..], out var header, out var payload))
        {
            yield return (start, start + header, (int)Math.Min(start + header + payload, int.MaxValue));
            start = (int)Math.Min(start + header + payload, octets.Length);
        }
    }

    /// <summary>The code of a whole Close frame; null where there is none.</summary>
    public static int? CloseCode(byte[] octets)
    {
        foreach (var (start, payload, end) in In(octets).Skip(1))
        {
            if ((octets[start] & 0xF) == Close && end <= octets.Length)
            {
                if (end - payload < 2)
                {
                    return 1005;
                }

                var masked = (octets[start + 1] & 0x80) != 0;
                var key = masked ? BinaryPrimitives.ReadUInt16BigEndian(octets.AsSpan(payload - 4)) : 0;
                return BinaryPrimitives.ReadUInt16BigEndian(octets.AsSpan(payload)) ^ key;
            }
        }

        return null;
    }

    private static bool TryMeasure(ReadOnlySpan<byte> octets, out int header, out long payload)
    {
        payload = octets[1] & 0x7F;
        var extended = payload switch { 126 => 2, 127 => 8, _ => 0 };
        header = 2 + extended + ((octets[1] & 0x80) != 0 ? 4 : 0);
        if (octets.Length < header)
        {
            return false;
        }

        payload = extended switch
        {
            2 => BinaryPrimitives.ReadUInt16BigEndian(octets[2..]),
            8 => (long)BinaryPrimitives.ReadUInt64BigEndian(octets[2..]),
            _ => payload,
        };
        return true;
    }
}
