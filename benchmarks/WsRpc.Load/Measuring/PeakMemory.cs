using System.Globalization;

namespace WsRpc.Load;

/// <summary>The most memory that this process has occupied, in bytes. Linux only.</summary>
internal static class PeakMemory
{
    /// <summary>Begins anew with what it occupies now, and returns that.</summary>
    public static long Begin()
    {
        var now = MemoryUse.AfterCollection().ResidentBytes;
        File.WriteAllText("/proc/self/clear_refs", "5");
        return now;
    }

    public static long Now
    {
        get
        {
            var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return long.Parse(line["VmHWM:".Length..^"kB".Length], CultureInfo.InvariantCulture) * 1024;
        }
    }
}
