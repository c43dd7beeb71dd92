using System.Buffers;
using System.Runtime.InteropServices;

namespace WsRpc.Fuzz.Engine;

/// <summary>Memory between two pages that nobody may touch: whoever does ends the process. Only where there is mmap(2) as Linux has it.</summary>
internal sealed unsafe partial class GuardedMemory : MemoryManager<byte>
{
    private const int ReadWrite = 1 | 2;
    private const int PrivateAnonymous = 0x02 | 0x20;
    private const nint Failed = -1;

    private readonly nint _pages;
    private readonly nuint _all;

    public GuardedMemory(int capacity)
    {
        var page = (nuint)Environment.SystemPageSize;
        Length = (int)(((nuint)capacity + page - 1) / page * page);
        _all = (nuint)Length + 2 * page;
        _pages = Map(0, _all, 0, PrivateAnonymous, -1, 0);
        if (_pages == Failed || Protect(_pages + (nint)page, (nuint)Length, ReadWrite) != 0)
        {
            throw new InvalidOperationException($"mmap or mprotect failed with {Marshal.GetLastPInvokeError()}.");
        }

        Start = (byte*)_pages + page;
    }

    public static bool IsSupported => OperatingSystem.IsLinux();

    public int Length { get; }

    public byte* Start { get; }

    public override Span<byte> GetSpan() => new(Start, Length);

    public override MemoryHandle Pin(int elementIndex = 0) => new(Start + elementIndex);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing) => _ = Unmap(_pages, _all);

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int descriptor, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static partial int Protect(nint address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    private static partial int Unmap(nint address, nuint length);
}
