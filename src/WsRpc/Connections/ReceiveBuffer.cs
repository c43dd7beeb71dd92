using System.Buffers;

namespace WsRpc;

/// <summary>
/// The octets received and not yet worked off. It holds memory only while it holds octets, and grows only by what has arrived.
/// </summary>
internal sealed class ReceiveBuffer
{
    // One read takes all that a busy connection usually has; 64 KiB stays in the cache between the passes over it.
    private const int ReadSize = 64 * 1024;

    private byte[]? _octets;
    private int _start;
    private int _end;

    public bool IsEmpty => _start == _end;

    public Memory<byte> Received => _octets is null ? default : _octets.AsMemory(_start, _end - _start);

    public void Consume(int count)
    {
        _start += count;
        if (_start == _end)
        {
            _start = _end = 0;
        }
    }

    /// <summary>Room for the next read. <paramref name="wanted"/> is how much would complete the frame at hand.</summary>
    public Memory<byte> PrepareRead(int wanted)
    {
        _octets ??= ArrayPool<byte>.Shared.Rent(ReadSize);
        if (_start > 0)
        {
            MoveToFront();
        }

        if (_octets.Length == _end)
        {
            Grow(wanted);
        }

        return _octets.AsMemory(_end);
    }

    public void Append(int count) => _end += count;

    /// <summary>Gives the memory back; what was received and not consumed is lost.</summary>
    public void Release()
    {
        if (_octets is { } octets)
        {
            _octets = null;
            _start = _end = 0;
            ArrayPool<byte>.Shared.Return(octets);
        }
    }

    private void MoveToFront()
    {
        Received.Span.CopyTo(_octets);
        _end -= _start;
        _start = 0;
    }

    // At most doubles: a peer that announces much and sends nothing costs nothing.
    private void Grow(int wanted)
    {
        var size = Math.Min((long)_end + Math.Max(wanted, ReadSize), 2L * _end);
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(size, Array.MaxLength));
        Received.Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_octets!);
        _octets = larger;
    }
}
