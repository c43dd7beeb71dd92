using System.Numerics;

namespace WsRpc.Fuzz.Engine;

/// <summary>xoshiro256** of Blackman and Vigna: the same sequence for a seed on every machine and runtime, which <see cref="Random"/> does not promise.</summary>
internal sealed class Prng
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    public Prng(ulong seed)
    {
        // SplitMix64, as its authors advise: no seed gives the state zero, and near seeds give far states.
        ulong Split()
        {
            var z = seed += 0x9E37_79B9_7F4A_7C15;
            z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
            z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
            return z ^ (z >> 31);
        }

        (_a, _b, _c, _d) = (Split(), Split(), Split(), Split());
    }

    public ulong Next()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>From 0 to below <paramref name="bound"/>.</summary>
    public int Below(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

    public int Between(int least, int most) => least + Below(most - least + 1);

    public bool OneIn(int count) => Below(count) == 0;

    public byte Octet() => (byte)Next();

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    public byte[] Octets(int count)
    {
        var octets = new byte[count];
        foreach (ref var octet in octets.AsSpan())
        {
            octet = Octet();
        }

        return octets;
    }
}
