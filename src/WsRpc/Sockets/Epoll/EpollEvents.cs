using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WsRpc;

/// <summary>What a socket is ready for, or waited for (epoll_ctl(2)).</summary>
[Flags]
internal enum EpollInterest : uint
{
    None = 0,
    In = 0x1,
    Out = 0x4,
    Error = 0x8,
    HangUp = 0x10,
}

/// <summary>The array that epoll_wait fills. Its elements, struct epoll_event, are packed on x86-64 and nowhere else.</summary>
internal sealed unsafe class EpollEvents
{
    // Few enough that a socket which misses one fetch is not long in coming.
    public const int Capacity = 64;

    private static readonly int DataOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int Size = DataOffset + sizeof(long);

    // Never freed: it belongs to a loop, and loops run for as long as the process.
    private readonly byte* _events = (byte*)NativeMemory.AllocZeroed((nuint)(Capacity * Size));

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    public (EpollInterest Ready, int Descriptor) this[int index]
    {
        get
        {
            var start = _events + (index * Size);
            return ((EpollInterest)Unsafe.ReadUnaligned<uint>(start), (int)Unsafe.ReadUnaligned<long>(start + DataOffset));
        }
    }

    /// <summary>Waits until there is at least one.</summary>
    public void Wait(int epoll)
    {
        // A signal ends the wait with EINTR; nothing else can go wrong with arguments that are right.
        Count = Math.Max(0, Libc.epoll_wait(epoll, _events, Capacity, timeout: -1));
    }

    /// <summary>Changes what is waited for.</summary>
    /// <returns>False with the reason in <see cref="Marshal.GetLastPInvokeError"/>.</returns>
    public static bool Control(int epoll, int operation, SafeHandle socket, int descriptor, EpollInterest interest)
    {
        var change = stackalloc byte[Size];
        Unsafe.WriteUnaligned(change, (uint)interest);
        Unsafe.WriteUnaligned(change + DataOffset, (long)descriptor);
        return Libc.epoll_ctl(epoll, operation, socket, change) == 0;
    }
}
