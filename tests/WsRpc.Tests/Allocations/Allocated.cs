namespace WsRpc.Tests.Allocations;

/// <summary>Counts the bytes that this thread allocates: exactly, so a test expects a number and not a bound.</summary>
internal static class Allocated
{
    private const int Calls = 1000;
    private const int Rounds = 20;

    private static object? s_kept;

    /// <summary>
    /// Bytes per call. The least of some rounds counts: the first ones fill caches, and a pool that the collector has
    /// trimmed is no fault of the code. A round is long enough to show what is allocated only now and then.
    /// </summary>
    public static double PerCall(Action call)
    {
        var least = long.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Calls; i++)
            {
                call();
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least / (double)Calls;
    }

    /// <summary>What an object takes, and whatever it makes for itself. It is kept, or it might be made on the stack.</summary>
    public static double By(Func<object> create) => PerCall(() => s_kept = create());
}
