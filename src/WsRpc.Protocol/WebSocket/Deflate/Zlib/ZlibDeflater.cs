namespace WsRpc.Protocol.WebSocket;

/// <summary>Compresses with the runtime's zlib, whose window it sets.</summary>
internal sealed unsafe class ZlibDeflater(int windowBits, int level) : IDeflater
{
    private readonly ZlibHandle _handle = ZlibHandle.Deflate(windowBits, level);

    public bool Deflate(ref ReadOnlySpan<byte> payload, scoped Span<byte> output, bool forget, out int written)
    {
        ObjectDisposedException.ThrowIf(_handle.IsClosed, this);
        fixed (byte* next = payload, room = output)
        {
            var state = _handle.State;
            state->NextIn = next;
            state->AvailableIn = (uint)payload.Length;
            state->NextOut = room;
            state->AvailableOut = (uint)output.Length;
            var result = ZlibNative.Deflate(state, forget ? ZlibNative.FullFlush : ZlibNative.SyncFlush);
            payload = payload[^(int)state->AvailableIn..];
            written = output.Length - (int)state->AvailableOut;
            GC.KeepAlive(_handle);
            return result is ZlibNative.Ok or ZlibNative.NothingToDo ? written == output.Length : throw ZlibFailure.Of(result);
        }
    }

    public void Dispose() => _handle.Dispose();
}
