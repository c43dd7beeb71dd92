namespace WsRpc.Fuzz.Engine;

/// <summary>Makes an input that fails smaller, by leaving out ever shorter runs of it, and plainer.</summary>
/// <param name="fails">Whether an input fails in the same way.</param>
/// <param name="maxTries">How often that may be asked.</param>
internal sealed class Minimizer(Func<byte[], bool> fails, int maxTries)
{
    private const int LongestRunAnywhere = 16; // a member of an object with its comma, say

    private int _tries;

    public byte[] Minimize(byte[] input)
    {
        for (var run = Math.Max(input.Length / 2, 1); run > LongestRunAnywhere; run /= 2)
        {
            input = WithoutRuns(input, run, step: run);
        }

        for (var run = LongestRunAnywhere; run > 0; run--)
        {
            input = WithoutRuns(input, run, step: 1);
        }

        return Plainer(input);
    }

    private byte[] WithoutRuns(byte[] input, int run, int step)
    {
        for (var at = 0; at + run <= input.Length;)
        {
            byte[] shorter = [.. input[..at], .. input[(at + run)..]];
            if (Fails(shorter))
            {
                input = shorter;
            }
            else
            {
                at += step;
            }
        }

        return input;
    }

    private byte[] Plainer(byte[] input)
    {
        for (var at = 0; at < input.Length; at++)
        {
            var plainer = (byte[])input.Clone();
            plainer[at] = (byte)'0';
            input = plainer[at] != input[at] && Fails(plainer) ? plainer : input;
        }

        return input;
    }

    private bool Fails(byte[] input) => _tries++ < maxTries && fails(input);
}
