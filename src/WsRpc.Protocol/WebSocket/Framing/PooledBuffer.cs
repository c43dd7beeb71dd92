using System.Buffers;

namespace WsRpc.Protocol.WebSocket;

/// <summary>A growing run of octets in an array of the shared pool; holds no array while it is empty.</summary>
internal sealed class PooledBuffer
{
    private const int SmallestArray = 4096;

    private byte[] _array = [];

    public int Length { get; private set; }

    public Memory<byte> Memory => _array.AsMemory(0, Length);

    public Span<byte> Span => _array.AsSpan(0, Length);

    /// <summary>Room for at least <paramref name="sizeHint"/> octets, and at least one, behind what is there.</summary>
    public Memory<byte> GetMemory(int sizeHint)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sizeHint);
        Reserve(Math.Max(sizeHint, 1));
        return _array.AsMemory(Length);
    }

    /// <summary>Counts <paramref name="count"/> octets of that room as written.</summary>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _array.Length - Length);
        Length += count;
    }

    public void Append(ReadOnlySpan<byte> octets)
    {
        Reserve(octets.Length);
        octets.CopyTo(_array.AsSpan(Length));
        Length += octets.Length;
    }

    /// <summary>Shifts everything from <paramref name="start"/> on by <paramref name="distance"/> octets, either way.</summary>
    public void Shift(int start, int distance)
    {
        Reserve(Math.Max(distance, 0));
        _array.AsSpan(start, Length - start).CopyTo(_array.AsSpan(start + distance));
        Length += distance;
    }

    /// <summary>Drops what lies behind the first <paramref name="length"/> octets.</summary>
    public void Truncate(int length)
    {
        Length = length;
        if (length == 0)
        {
            Release();
        }
    }

    /// <summary>Gives the octets and their array away.</summary>
    public OutgoingOctets Detach()
    {
        var octets = new OutgoingOctets(_array, Length);
        _array = [];
        Length = 0;
        return octets;
    }

    /// <summary>Drops everything and returns the array to the pool.</summary>
    public void Release()
    {
        if (_array.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_array);
            _array = [];
        }

        Length = 0;
    }

    private void Reserve(int count)
    {
        if (count <= _array.Length - Length)
        {
            return;
        }

        var needed = checked(Length + count);
        var doubled = (int)Math.Min(2L * _array.Length, Array.MaxLength);
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Math.Max(needed, doubled), SmallestArray));
        var length = Length;
        Span.CopyTo(larger);
        Release();
        _array = larger;
        Length = length;
    }
}
