using System.Globalization;
using System.Runtime;

namespace WsRpc.Load;

/// <summary>What a process holds.</summary>
/// <param name="ResidentBytes">Memory of all kinds that it occupies: <c>VmRSS</c>.</param>
/// <param name="HeapBytes">Managed objects, garbage that was not yet collected included.</param>
internal readonly record struct MemoryUse(long ResidentBytes, long HeapBytes)
{
    public static MemoryUse Now => new(ResidentNow(), GC.GetTotalMemory(forceFullCollection: false));

    /// <summary>What remains when the collector has done and given back all it can.</summary>
    public static MemoryUse AfterCollection()
    {
        Collect();
        GC.WaitForPendingFinalizers();
        Collect();
        return Now;
    }

    public static MemoryUse Parse(string text) => text.Split(' ') is [var resident, var heap]
        ? new(long.Parse(resident, CultureInfo.InvariantCulture), long.Parse(heap, CultureInfo.InvariantCulture))
        : throw new InvalidDataException($"\"{text}\" is no memory of a process.");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ResidentBytes} {HeapBytes}");

    private static void Collect()
    {
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    private static long ResidentNow()
    {
        // VmRSS:	   12345 kB
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line["VmRSS:".Length..^"kB".Length], CultureInfo.InvariantCulture) * 1024;
    }
}
