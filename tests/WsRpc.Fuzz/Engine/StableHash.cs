namespace WsRpc.Fuzz.Engine;

/// <summary>FNV-1a, 64 bits: unlike <see cref="HashCode"/> the same in every process.</summary>
internal static class StableHash
{
    public const ulong Start = 0xCBF2_9CE4_8422_2325;
    private const ulong Prime = 0x100_0000_01B3;

    public static ulong Of(ReadOnlySpan<byte> octets)
    {
        var hash = Start;
        foreach (var octet in octets)
        {
            hash = (hash ^ octet) * Prime;
        }

        return hash;
    }

    public static ulong Add(ulong hash, ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            hash = (hash ^ character) * Prime;
        }

        return (hash ^ '\n') * Prime;
    }

    public static ulong Add(ulong hash, long number) => (hash ^ (ulong)number) * Prime;
}
