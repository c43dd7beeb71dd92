namespace WsRpc.Soak;

/// <summary>What the process holds while all connections stand and nothing is under way.</summary>
/// <param name="Heap">Octets of managed objects that live, after collections.</param>
/// <param name="Timers">Timers that are set.</param>
internal sealed record Footprint(long Heap, long Timers)
{
    public static Footprint Take()
    {
        for (var round = 0; round < 2; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return new Footprint(GC.GetTotalMemory(forceFullCollection: true), Timer.ActiveCount);
    }

    public override string ToString() => $"heap {Heap / 1048576.0:F1} MiB, {Timers} timers";
}
