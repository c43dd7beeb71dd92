namespace WsRpc;

/// <summary>Octets that wait to be read, in a buffer that grows with them. Not thread-safe.</summary>
internal sealed class RingBuffer
{
    private const int FirstSize = 4096;

    private byte[] _octets = [];
    private int _start;

    public int Count { get; private set; }

    public void Write(ReadOnlySpan<byte> octets)
    {
        if (_octets.Length - Count < octets.Length)
        {
            Grow(Count + octets.Length);
        }

        var end = (_start + Count) % Math.Max(_octets.Length, 1);
        var first = Math.Min(octets.Length, _octets.Length - end);
        octets[..first].CopyTo(_octets.AsSpan(end));
        octets[first..].CopyTo(_octets);
        Count += octets.Length;
    }

    /// <summary>Takes as many octets as there are, or fit.</summary>
    public int Read(Span<byte> target)
    {
        var count = Math.Min(target.Length, Count);
        var first = Math.Min(count, _octets.Length - _start);
        _octets.AsSpan(_start, first).CopyTo(target);
        _octets.AsSpan(0, count - first).CopyTo(target[first..]);
        Count -= count;
        _start = Count == 0 ? 0 : (_start + count) % _octets.Length;
        return count;
    }

    /// <summary>Forgets all, and lets go of the buffer.</summary>
    public void Clear() => (_octets, _start, Count) = ([], 0, 0);

    private void Grow(int needed)
    {
        var larger = new byte[Math.Max(Math.Max(needed, 2 * _octets.Length), FirstSize)];
        var count = Count;
        Read(larger);
        (_octets, _start, Count) = (larger, 0, count);
    }
}
