using System.Diagnostics;
using System.Globalization;

namespace WsRpc.Load;

/// <summary>
/// Keeps servers on one processor and the load on another. <see cref="Process.ProcessorAffinity"/> will not do: on Linux it
/// moves the main thread alone, and a runtime that has started by then has counted its processors already.
/// </summary>
/// <param name="isOn">If not, the system places everything.</param>
internal sealed class ProcessorPinning(bool isOn)
{
    private const int ThisThread = 0;

    /// <summary>Moves all threads of this process to the processor of the load; threads they start later follow them.</summary>
    public void PinLoad()
    {
        if (!isOn)
        {
            return;
        }

        foreach (var thread in Directory.EnumerateDirectories("/proc/self/task"))
        {
            Move(int.Parse(Path.GetFileName(thread), CultureInfo.InvariantCulture), Core.OfClients);
        }
    }

    /// <summary>Starts a server on its processor: a child inherits that of the thread that starts it.</summary>
    public Process StartServer(ProcessStartInfo start)
    {
        if (!isOn)
        {
            return Process.Start(start)!;
        }

        // On one processor the runtime waits ten times as long before it compiles for good: longer than any warm-up.
        start.Environment["DOTNET_TC_DelaySingleProcMultiplier"] = "1";
        Move(ThisThread, Core.OfServers);
        try
        {
            return Process.Start(start)!;
        }
        finally
        {
            Move(ThisThread, Core.OfClients);
        }
    }

    private static void Move(int thread, int processor)
    {
        if (LinuxCalls.SetAffinity(thread, sizeof(ulong), 1UL << processor) < 0)
        {
            throw new IOException($"Processor {processor} is not to be had: measure without pinning.", LinuxCalls.LastError("sched_setaffinity"));
        }
    }
}
