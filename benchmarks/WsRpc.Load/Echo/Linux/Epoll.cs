using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace WsRpc.Load;

/// <summary>Waits for many sockets at once, level-triggered. For one thread.</summary>
/// <param name="capacity">How many events one wait may bring.</param>
internal sealed class Epoll(int capacity) : IDisposable
{
    private const int CloseOnExec = 0x80000;
    private const int AddOperation = 1;
    private const int ChangeOperation = 3;
    private const int Interrupted = 4; // EINTR

    // struct epoll_event is packed on x86 alone: elsewhere its 64 bits of data are aligned.
    private static readonly int DataOffset = RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.X86 ? 4 : 8;
    private static readonly int EventSize = DataOffset + sizeof(ulong);

    private readonly SafeFileHandle _epoll = Create();
    private readonly byte[] _events = GC.AllocateArray<byte>(capacity * EventSize, pinned: true);

    private int Descriptor => (int)_epoll.DangerousGetHandle();

    /// <summary>Event <paramref name="index"/> of the last wait, with the token of its socket.</summary>
    public (EpollEvents Events, int Token) this[int index]
    {
        get
        {
            var one = _events.AsSpan(index * EventSize, EventSize);
            return (MemoryMarshal.Read<EpollEvents>(one), MemoryMarshal.Read<int>(one[DataOffset..]));
        }
    }

    public void Add(Socket socket, int token, EpollEvents events) => Control(AddOperation, socket, token, events);

    public void Change(Socket socket, int token, EpollEvents events) => Control(ChangeOperation, socket, token, events);

    /// <returns>How many events there are; 0 when the time is over, or the wait was disturbed.</returns>
    public int Wait(int milliseconds)
    {
        var count = LinuxCalls.EpollWait(Descriptor, ref _events[0], capacity, milliseconds);
        return count >= 0 ? count
            : Marshal.GetLastPInvokeError() == Interrupted ? 0
            : throw LinuxCalls.LastError("epoll_wait");
    }

    public void Dispose() => _epoll.Dispose();

    private static SafeFileHandle Create() => LinuxCalls.EpollCreate(CloseOnExec) is >= 0 and var descriptor
        ? new SafeFileHandle(descriptor, ownsHandle: true)
        : throw LinuxCalls.LastError("epoll_create1");

    private void Control(int operation, Socket socket, int token, EpollEvents events)
    {
        Span<byte> change = stackalloc byte[EventSize];
        MemoryMarshal.Write(change, events);
        MemoryMarshal.Write(change[DataOffset..], (long)token);
        if (LinuxCalls.EpollControl(Descriptor, operation, (int)socket.Handle, ref change[0]) < 0)
        {
            throw LinuxCalls.LastError("epoll_ctl");
        }
    }
}
