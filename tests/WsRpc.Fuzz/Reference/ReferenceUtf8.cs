namespace WsRpc.Fuzz.Reference;

/// <summary>UTF-8 by the grammar of RFC 3629 §4, an octet at a time.</summary>
internal static class ReferenceUtf8
{
    // UTF8-2, UTF8-3, UTF8-4: what each octet of a sequence may be.
    private static readonly (int Low, int High)[][] Sequences =
    [
        [(0x00, 0x7F)],
        [(0xC2, 0xDF), (0x80, 0xBF)],
        [(0xE0, 0xE0), (0xA0, 0xBF), (0x80, 0xBF)],
        [(0xE1, 0xEC), (0x80, 0xBF), (0x80, 0xBF)],
        [(0xED, 0xED), (0x80, 0x9F), (0x80, 0xBF)],
        [(0xEE, 0xEF), (0x80, 0xBF), (0x80, 0xBF)],
        [(0xF0, 0xF0), (0x90, 0xBF), (0x80, 0xBF), (0x80, 0xBF)],
        [(0xF1, 0xF3), (0x80, 0xBF), (0x80, 0xBF), (0x80, 0xBF)],
        [(0xF4, 0xF4), (0x80, 0x8F), (0x80, 0xBF), (0x80, 0xBF)],
    ];

    public static bool IsValid(ReadOnlySpan<byte> octets) => IsPrefix(octets, out var isComplete) && isComplete;

    /// <summary>Whether there is a text that begins with these octets.</summary>
    public static bool IsPrefix(ReadOnlySpan<byte> octets, out bool isComplete)
    {
        isComplete = true;
        for (var at = 0; at < octets.Length;)
        {
            var first = octets[at];
            var sequence = Array.Find(Sequences, candidate => IsIn(candidate[0], first));
            if (sequence is null)
            {
                return false;
            }

            foreach (var range in sequence)
            {
                if (at == octets.Length)
                {
                    isComplete = false;
                    return true;
                }

                if (!IsIn(range, octets[at++]))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool IsIn((int Low, int High) range, byte octet) => octet >= range.Low && octet <= range.High;
}
