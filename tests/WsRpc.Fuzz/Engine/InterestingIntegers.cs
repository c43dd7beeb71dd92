using System.Buffers.Binary;

namespace WsRpc.Fuzz.Engine;

/// <summary>Integers at the borders of what lengths, counts and codes can be.</summary>
internal static class InterestingIntegers
{
    private static readonly long[] Values =
    [
        0, 1, 2, 3, 4, 15, 16, 17, 31, 32, 63, 64, 99, 100, 124, 125, 126, 127, 128, 129, 255, 256, 257, 999, 1000, 1005, 1006, 1015, 1016, 2999, 3000,
        4095, 4096, 4097, 4999, 5000, 16383, 16384, 16385, 32767, 32768, 65535, 65536, 65537, int.MaxValue, 1L << 31, uint.MaxValue, 1L << 32,
        (1L << 53) - 1, 1L << 53, long.MaxValue, long.MinValue, -1, -2,
    ];

    /// <summary>In one, two, four or eight octets, most significant first as a rule.</summary>
    public static byte[] AsOctets(Prng random)
    {
        var octets = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(octets, random.Pick(Values));
        octets = octets[^(1 << random.Below(4))..];
        if (random.OneIn(4))
        {
            Array.Reverse(octets);
        }

        return octets;
    }

    public static string AsText(Prng random) => $"{random.Pick(Values)}";
}
