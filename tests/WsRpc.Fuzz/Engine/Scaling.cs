namespace WsRpc.Fuzz.Engine;

/// <summary>Compares what a pattern costs with what four times as much of it does: four times as much where work is linear, sixteen times where it is quadratic.</summary>
internal static class Scaling
{
    private const int Short = 16 * 1024;
    private const int Long = 64 * 1024;
    private const int PieceLength = 16;
    private const int Rounds = 5;

    // Between linear and quadratic, with room for buffers that double.
    private const int Factor = 9;

    private const long CallsAtAll = 64;
    private const long AllocationAtAll = 64 * 1024;

    // 64 KiB take a linear reader a millisecond at most. Below this nobody suffers, and clocks are coarse.
    private static readonly TimeSpan ProcessorAtAll = TimeSpan.FromMilliseconds(20);

    public static void Check(FuzzTarget target)
    {
        foreach (var token in target.Tokens)
        {
            Check(target, new Repetition("", token), octets => Cuts.None);
        }

        foreach (var repetition in target.Repetitions)
        {
            Check(target, repetition, octets => Cuts.None);
            if (target.TakesPieces)
            {
                Check(target, repetition, octets => Cuts.Every(octets.Length, PieceLength));
            }
        }
    }

    private static void Check(FuzzTarget target, Repetition repetition, Func<byte[], int[]> cut)
    {
        var (small, large) = (repetition.OfLength(Short), repetition.OfLength(Long));
        var (before, after) = (Measure(target, small, cut(small)), Measure(target, large, cut(large)));
        for (var round = 1; round < Rounds && (!IsLinear(before, after) || after.Processor > ProcessorAtAll); round++)
        {
            before = Cost.Least(before, Measure(target, small, cut(small)));
            after = Cost.Least(after, Measure(target, large, cut(large)));
        }

        if (!IsLinear(before, after))
        {
            throw new FuzzFailureException(
                Rules.WorkIsLinear,
                $"{target.Name}: {repetition} takes {before} for {Short} octets, but {after} for {Long}");
        }
    }

    private static bool IsLinear(Cost small, Cost large) =>
        large.Calls <= Factor * small.Calls + CallsAtAll
        && large.Allocated <= Factor * small.Allocated + AllocationAtAll
        && (large.Processor <= ProcessorAtAll || large.Processor <= Factor * small.Processor);

    private static Cost Measure(FuzzTarget target, byte[] input, int[] cuts)
    {
        var delivery = new Delivery(input, cuts, new GrowingWindow(input.Length));
        var (allocated, time) = (GC.GetAllocatedBytesForCurrentThread(), ThreadClock.Now);
        target.Read(delivery, Trace.None);
        return new Cost(delivery.Calls, GC.GetAllocatedBytesForCurrentThread() - allocated, ThreadClock.Now - time);
    }
}
