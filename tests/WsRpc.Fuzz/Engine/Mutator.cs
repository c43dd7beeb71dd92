using System.Text;

namespace WsRpc.Fuzz.Engine;

/// <summary>Makes inputs out of inputs.</summary>
/// <param name="random">All its chance.</param>
/// <param name="tokens">Pieces of the target's syntax.</param>
/// <param name="maxLength">Nothing longer is made.</param>
internal sealed class Mutator(Prng random, IReadOnlyList<string> tokens, int maxLength)
{
    private const int LongestRun = 32;

    private readonly byte[][] _tokens = [.. tokens.Select(Encoding.Latin1.GetBytes)];

    /// <summary>Changes an input at one or several places.</summary>
    /// <param name="input">What to begin with.</param>
    /// <param name="other">What may be joined to it.</param>
    public byte[] Mutate(byte[] input, byte[] other)
    {
        do
        {
            input = MutateOnce(input, other);
            input = input.Length > maxLength ? input[..maxLength] : input;
        }
        while (!random.OneIn(3));
        return input;
    }

    private byte[] MutateOnce(byte[] input, byte[] other) => random.Below(12) switch
    {
        0 => FlipBit(input),
        1 => Overwrite(input, [random.Octet()]),
        2 => Insert(input, random.Octets(random.Between(1, 4))),
        3 => Remove(input),
        4 => Repeat(input),
        5 => input[..random.Below(input.Length + 1)],
        6 => Overwrite(input, InterestingIntegers.AsOctets(random)),
        7 => Insert(input, Encoding.ASCII.GetBytes(InterestingIntegers.AsText(random))),
        8 => _tokens.Length == 0 ? FlipBit(input) : Insert(input, random.Pick(_tokens)),
        9 => _tokens.Length == 0 ? Remove(input) : Overwrite(input, random.Pick(_tokens)),
        10 => Insert(input, Fill()),
        _ => Splice(input, other),
    };

    private byte[] FlipBit(byte[] input)
    {
        if (input.Length == 0)
        {
            return [random.Octet()];
        }

        var changed = (byte[])input.Clone();
        changed[random.Below(changed.Length)] ^= (byte)(1 << random.Below(8));
        return changed;
    }

    private byte[] Overwrite(byte[] input, byte[] octets)
    {
        var at = random.Below(input.Length + 1);
        return [.. input[..at], .. octets, .. input[Math.Min(at + octets.Length, input.Length)..]];
    }

    private byte[] Insert(byte[] input, byte[] octets)
    {
        var at = random.Below(input.Length + 1);
        return [.. input[..at], .. octets, .. input[at..]];
    }

    private byte[] Remove(byte[] input)
    {
        var (start, end) = Run(input);
        return [.. input[..start], .. input[end..]];
    }

    private byte[] Repeat(byte[] input)
    {
        var (start, end) = Run(input);
        var run = input[start..end];
        var times = random.OneIn(8) ? random.Between(2, 40) : 1;
        return [.. input[..end], .. Enumerable.Repeat(run, times).SelectMany(octets => octets), .. input[end..]];
    }

    /// <summary>One octet over and over, as often as a length may well say.</summary>
    private byte[] Fill()
    {
        var octet = random.OneIn(2) ? random.Octet() : (byte)random.Between(' ', '~');
        return [.. Enumerable.Repeat(octet, random.OneIn(4) ? random.Below(maxLength) : random.Between(1, 130))];
    }

    private byte[] Splice(byte[] input, byte[] other) => [.. input[..random.Below(input.Length + 1)], .. other[random.Below(other.Length + 1)..]];

    private (int Start, int End) Run(byte[] input)
    {
        var start = random.Below(input.Length + 1);
        return (start, Math.Min(input.Length, start + random.Between(1, random.OneIn(4) ? Math.Max(input.Length, 1) : LongestRun)));
    }
}
