namespace WsRpc.Protocol.Tests;

/// <summary>Counts what code allocates. The least of some rounds counts: warming up, or a pool that the collector has trimmed, is no fault of the code.</summary>
internal static class Allocations
{
    private const int Rounds = 10;

    public static long LeastOf(Action action)
    {
        var least = long.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
