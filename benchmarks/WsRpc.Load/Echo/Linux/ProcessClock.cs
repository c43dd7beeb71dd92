namespace WsRpc.Load;

/// <summary>
/// CPU time of another process as the scheduler counts it, in nanoseconds. Adding up the threads under <c>/proc</c> would lose
/// those of them that have ended, and the pool ends threads whenever it has too many.
/// </summary>
internal sealed class ProcessClock(int processId)
{
    private readonly int _clock = LinuxCalls.GetProcessClock(processId, out var clock) == 0
        ? clock
        : throw new IOException($"Process {processId} has no clock of its CPU time.");

    /// <summary>What all its threads, also those that have ended, have used so far in user and kernel mode.</summary>
    public TimeSpan Now => LinuxCalls.GetTime(_clock, out var time) == 0
        ? TimeSpan.FromSeconds((long)time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000.0)
        : throw LinuxCalls.LastError("clock_gettime");
}
