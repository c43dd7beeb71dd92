using System.Runtime.InteropServices;

namespace WsRpc.Load;

/// <summary>The system calls that the base library has no form of. Names and arguments are those of their manual pages.</summary>
internal static partial class LinuxCalls
{
    private const string C = "libc";

    [LibraryImport(C, EntryPoint = "epoll_create1", SetLastError = true)]
    public static partial int EpollCreate(int flags);

    [LibraryImport(C, EntryPoint = "epoll_ctl", SetLastError = true)]
    public static partial int EpollControl(int epoll, int operation, int descriptor, ref byte change);

    [LibraryImport(C, EntryPoint = "epoll_wait", SetLastError = true)]
    public static partial int EpollWait(int epoll, ref byte events, int capacity, int milliseconds);

    [LibraryImport(C, EntryPoint = "recv", SetLastError = true)]
    public static partial nint Receive(int socket, ref byte room, nint length, int flags);

    [LibraryImport(C, EntryPoint = "send", SetLastError = true)]
    public static partial nint Send(int socket, in byte octets, nint length, int flags);

    [LibraryImport(C, EntryPoint = "sched_setaffinity", SetLastError = true)]
    public static partial int SetAffinity(int thread, nint size, in ulong processors);

    [LibraryImport(C, EntryPoint = "clock_getcpuclockid")]
    public static partial int GetProcessClock(int process, out int clock);

    [LibraryImport(C, EntryPoint = "clock_gettime", SetLastError = true)]
    public static partial int GetTime(int clock, out TimeOfClock time);

    /// <exception cref="PlatformNotSupportedException">This is another system.</exception>
    public static void RequireLinux()
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new PlatformNotSupportedException("This measurement needs Linux: it uses epoll and reads /proc.");
        }
    }

    /// <summary>What the last failed call of this thread says about itself.</summary>
    public static IOException LastError(string call)
    {
        var code = Marshal.GetLastPInvokeError();
        return new IOException($"{call}: {Marshal.GetPInvokeErrorMessage(code)} ({code})");
    }

    /// <summary>struct timespec.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public readonly struct TimeOfClock
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
