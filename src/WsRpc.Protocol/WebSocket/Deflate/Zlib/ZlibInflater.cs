using System.Buffers;

namespace WsRpc.Protocol.WebSocket;

/// <summary>Decompresses with the runtime's zlib.</summary>
internal sealed unsafe class ZlibInflater(int windowBits) : IInflater
{
    private const int BetweenBlocks = 128; // and no unused bits: on an octet boundary

    private readonly ZlibHandle _handle = ZlibHandle.Inflate(windowBits);
    private bool _atStart = true; // of a stream, of which nothing came yet

    public OperationStatus Inflate(ref ReadOnlySpan<byte> data, scoped Span<byte> output, out int written)
    {
        ObjectDisposedException.ThrowIf(_handle.IsClosed, this);
        written = 0;
        while (true)
        {
            var result = Step(ref data, output[written..], out var count);
            written += count;
            if (result == ZlibNative.StreamEnd)
            {
                Reset();
                if (data.IsEmpty)
                {
                    return OperationStatus.Done;
                }
            }
            else if (result is not (ZlibNative.Ok or ZlibNative.NothingToDo))
            {
                return result == ZlibNative.OutOfMemory ? throw ZlibFailure.Of(result) : OperationStatus.InvalidData;
            }

            if (written == output.Length)
            {
                return OperationStatus.DestinationTooSmall;
            }

            if (data.IsEmpty || result == ZlibNative.NothingToDo)
            {
                return OperationStatus.Done;
            }
        }
    }

    public bool TryEndMessage()
    {
        if (IsBetweenBlocks)
        {
            return true; // a final block, or a sender that left nothing out
        }

        var tail = DeflateTail.Octets;
        Span<byte> nothing = stackalloc byte[1];
        return Inflate(ref tail, nothing, out var written) == OperationStatus.Done && written == 0 && IsBetweenBlocks;
    }

    public void Reset()
    {
        _handle.BeginAnew(windowBits);
        _atStart = true;
    }

    public void Dispose() => _handle.Dispose();

    private bool IsBetweenBlocks => _atStart || _handle.State->Inner->DataType == BetweenBlocks;

    private int Step(ref ReadOnlySpan<byte> data, scoped Span<byte> output, out int written)
    {
        fixed (byte* next = data, room = output)
        {
            var state = _handle.State;
            state->NextIn = next;
            state->AvailableIn = (uint)data.Length;
            state->NextOut = room;
            state->AvailableOut = (uint)output.Length;
            var result = ZlibNative.Inflate(state, ZlibNative.SyncFlush);
            _atStart &= data.IsEmpty;
            data = data[^(int)state->AvailableIn..];
            written = output.Length - (int)state->AvailableOut;
            GC.KeepAlive(_handle);
            return result;
        }
    }
}
