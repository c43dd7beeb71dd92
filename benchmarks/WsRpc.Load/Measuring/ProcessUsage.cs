using System.Globalization;

namespace WsRpc.Load;

/// <summary>What a process has used since it started.</summary>
/// <param name="Cpu">User and kernel time of all its threads.</param>
/// <param name="AllocatedBytes">Bytes allocated on the managed heap.</param>
internal readonly record struct ProcessUsage(TimeSpan Cpu, long AllocatedBytes)
{
    public static ProcessUsage Now => new(Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(precise: true));

    public static ProcessUsage operator -(ProcessUsage later, ProcessUsage earlier) =>
        new(later.Cpu - earlier.Cpu, later.AllocatedBytes - earlier.AllocatedBytes);

    public static ProcessUsage Parse(string text) => text.Split(' ') is [var ticks, var bytes]
        ? new(new TimeSpan(long.Parse(ticks, CultureInfo.InvariantCulture)), long.Parse(bytes, CultureInfo.InvariantCulture))
        : throw new InvalidDataException($"\"{text}\" is no usage of a process.");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Cpu.Ticks} {AllocatedBytes}");
}
