using System.Buffers;

namespace WsRpc;

/// <summary>
/// The octets received and not yet worked off. It holds memory only while it holds octets, and grows only by what has arrived,
/// now or the last time.
/// </summary>
internal sealed class ReceiveBuffer
{
    // One read takes all that a busy connection usually has; 64 KiB stays in the cache between the passes over it.
    private const int SmallestArray = 64 * 1024;

    // What one read takes at most, however large the buffer: enough for few system calls, little enough to stay in the cache.
    private const int ReadSize = 256 * 1024;

    // So little is worth an array of its own while it waits for more: a peer that sends a single octet must not tie up 64 KiB.
    private const int SmallRest = 1024;

    private byte[]? _octets;
    private int _start;
    private int _end;
    private int _largest; // octets worked off in one go since memory was taken: a message so large has been here
    private int _expected; // the same of the time before: what the next large message will need, if it is much like the last

    public bool IsEmpty => _start == _end;

    public Memory<byte> Received => _octets is null ? default : _octets.AsMemory(_start, _end - _start);

    public void Consume(int count)
    {
        _largest = Math.Max(_largest, count);
        _start += count;
        if (_start == _end)
        {
            _start = _end = 0;
        }
    }

    /// <summary>Room for the next read. <paramref name="wanted"/> is how much would complete the frame at hand.</summary>
    public Memory<byte> PrepareRead(int wanted)
    {
        _octets ??= ArrayPool<byte>.Shared.Rent(SmallestArray);
        if (_octets.Length < SmallestArray)
        {
            MoveToArrayOf(SmallestArray);
        }

        var held = _end - _start;
        var enough = Math.Clamp(wanted, 1, _octets.Length / 4); // a read into less brings crumbs
        if (_octets.Length - held < enough)
        {
            Grow(wanted);
        }
        else if (held < _start || _octets.Length - _end < enough)
        {
            MoveTo(_octets);
        }

        return _octets.AsMemory(_end, Math.Min(_octets.Length - _end, ReadSize));
    }

    public void Append(int count) => _end += count;

    /// <summary>Before a wait: gives back what little octets do not need. False when many are there, and keep their memory.</summary>
    public bool TryHoldLittle()
    {
        if (IsEmpty)
        {
            Release();
            return true;
        }

        if (_end - _start > SmallRest)
        {
            return false;
        }

        if (_octets!.Length > SmallRest)
        {
            ForgetTheLargest();
            MoveToArrayOf(SmallRest);
        }

        return true;
    }

    /// <summary>Gives the memory back; what was received and not consumed is lost.</summary>
    public void Release()
    {
        if (_octets is { } octets)
        {
            _octets = null;
            _start = _end = 0;
            ForgetTheLargest();
            ArrayPool<byte>.Shared.Return(octets);
        }
    }

    private void ForgetTheLargest()
    {
        _expected = _largest;
        _largest = 0;
    }

    // At most doubles, or takes what the last large message filled: a peer that announces much and sends nothing costs nothing.
    private void Grow(int wanted)
    {
        long held = _end - _start;
        var size = Math.Min(held + Math.Max(wanted, SmallestArray), Math.Max(2 * held, _expected));
        MoveToArrayOf((int)Math.Min(size, Array.MaxLength));
    }

    private void MoveToArrayOf(int size)
    {
        var old = _octets!;
        MoveTo(ArrayPool<byte>.Shared.Rent(size));
        ArrayPool<byte>.Shared.Return(old);
    }

    private void MoveTo(byte[] octets)
    {
        Received.Span.CopyTo(octets);
        _octets = octets;
        _end -= _start;
        _start = 0;
    }
}
