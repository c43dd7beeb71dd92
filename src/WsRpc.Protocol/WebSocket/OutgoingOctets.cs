using System.Buffers;

namespace WsRpc.Protocol.WebSocket;

/// <summary>
/// Octets to put on the wire, handed over by <see cref="WebSocketSender.TakePending"/>. Whoever took them owns the pooled
/// array behind them, may use it on any thread, and disposes exactly one copy of this value, exactly once.
/// </summary>
public readonly struct OutgoingOctets : IDisposable
{
    private readonly byte[]? _array;
    private readonly int _length;

    internal OutgoingOctets(byte[] array, int length)
    {
        _array = array;
        _length = length;
    }

    /// <summary>Whole frames, back to back. Not to be touched after <see cref="Dispose"/>.</summary>
    public ReadOnlyMemory<byte> Memory => new(_array, 0, _length);

    /// <summary>Returns the array to the pool.</summary>
    public void Dispose()
    {
        if (_array is not null)
        {
            ArrayPool<byte>.Shared.Return(_array);
        }
    }
}
