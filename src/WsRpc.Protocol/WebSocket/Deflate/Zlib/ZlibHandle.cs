using System.Runtime.InteropServices;

namespace WsRpc.Protocol.WebSocket;

/// <summary>The unmanaged memory of a deflater or an inflater: a connection that nobody disposes leaves it to the finalizer.</summary>
internal sealed unsafe class ZlibHandle : SafeHandle
{
    private readonly bool _inflates;

    private ZlibHandle(bool inflates)
        : base(invalidHandleValue: 0, ownsHandle: true)
    {
        _inflates = inflates;
        SetHandle((nint)NativeMemory.AllocZeroed((nuint)sizeof(ZlibNative.State)));
    }

    public override bool IsInvalid => handle == 0;

    public ZlibNative.State* State => (ZlibNative.State*)handle;

    // Negative window bits stand for raw DEFLATE, without a header or a checksum.
    public static ZlibHandle Deflate(int windowBits, int level)
    {
        var created = new ZlibHandle(inflates: false);
        return created.Require(ZlibNative.DeflateInit(
            created.State, level, ZlibNative.Deflated, -windowBits, ZlibNative.DefaultMemoryLevel, ZlibNative.DefaultStrategy));
    }

    public static ZlibHandle Inflate(int windowBits)
    {
        var created = new ZlibHandle(inflates: true);
        return created.Require(ZlibNative.InflateInit(created.State, -windowBits));
    }

    /// <summary>An inflater as it was at first. The entry point that does it in place is not in every runtime; this takes half a microsecond.</summary>
    public void BeginAnew(int windowBits)
    {
        End();
        Require(ZlibNative.InflateInit(State, -windowBits));
    }

    protected override bool ReleaseHandle()
    {
        End();
        NativeMemory.Free(State);
        return true;
    }

    private void End()
    {
        if (State->Inner is not null)
        {
            _ = _inflates ? ZlibNative.InflateEnd(State) : ZlibNative.DeflateEnd(State);
            *State = default;
        }
    }

    private ZlibHandle Require(int result)
    {
        if (result == ZlibNative.Ok)
        {
            return this;
        }

        Dispose();
        throw ZlibFailure.Of(result);
    }
}
