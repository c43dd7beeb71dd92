namespace WsRpc.Load;

/// <summary>What to wait for, and what has come.</summary>
[Flags]
internal enum EpollEvents : uint
{
    Readable = 0x1,
    Writable = 0x4,
    Broken = 0x8,
    HungUp = 0x10,
}
