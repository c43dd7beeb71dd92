namespace WsRpc.Fuzz.Engine;

/// <summary>Makes an input that fails smaller, by leaving out ever shorter runs of it, and plainer.</summary>
/// <param name="fails">Whether an input fails in the same way.</param>
/// <param name="maxTries">How often that may be asked.</param>
internal sealed class Minimizer(Func<byte[], bool> fails, int maxTries)
{
    private int _tries;

    public byte[] Minimize(byte[] input)
    {
        for (var run = Math.Max(input.Length / 2, 1); run > 0; run /= 2)
        {
            input = WithoutRuns(input, run);
        }

        return Plainer(WithoutRuns(input, 1));
    }

    private byte[] WithoutRuns(byte[] input, int run)
    {
        for (var at = 0; at < input.Length;)
        {
            byte[] shorter = [.. input[..at], .. input[Math.Min(at + run, input.Length)..]];
            if (Fails(shorter))
            {
                input = shorter;
            }
            else
            {
                at += run;
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
