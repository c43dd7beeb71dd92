using System.Buffers;

namespace WsRpc.Protocol.WebSocket;

/// <summary>
/// A growing run of octets in an array of the shared pool; holds no array before it is written to, and none once it is released. A part of its owner rather than an
/// object of its own, so never copied.
/// </summary>
internal struct PooledBuffer
{
    private const int SmallestArray = 4096;

    private byte[] _array = [];

    public PooledBuffer()
    {
    }

    public int Length { get; private set; }

    public readonly Memory<byte> Memory => _array.AsMemory(0, Length);

    /// <summary>Room for at least <paramref name="sizeHint"/> octets, and at least one, behind what is there.</summary>
    public Memory<byte> GetMemory(int sizeHint)
    {
        ReserveSome(sizeHint);
        return _array.AsMemory(Length);
    }

    /// <inheritdoc cref="GetMemory"/>
    public Span<byte> GetSpan(int sizeHint)
    {
        ReserveSome(sizeHint);
        return _array.AsSpan(Length);
    }

    /// <summary>What lies behind the first <paramref name="start"/> octets.</summary>
    public readonly Span<byte> SpanFrom(int start) => _array.AsSpan(start, Length - start);

    /// <summary>Counts <paramref name="count"/> octets of the room behind what is there as written.</summary>
    public void Advance(int count)
    {
        if ((uint)count > (uint)(_array.Length - Length))
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, "Negative, or more than there is room for.");
        }

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

    /// <summary>Makes room for <paramref name="count"/> octets behind what is there.</summary>
    public void Reserve(int count)
    {
        if (count > _array.Length - Length)
        {
            Grow(count);
        }
    }

    private void ReserveSome(int sizeHint)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sizeHint);
        Reserve(Math.Max(sizeHint, 1));
    }

    private void Grow(int count)
    {
        var needed = checked(Length + count);
        var doubled = (int)Math.Min(2L * _array.Length, Array.MaxLength);
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Math.Max(needed, doubled), SmallestArray));
        var length = Length;
        SpanFrom(0).CopyTo(larger);
        Release();
        _array = larger;
        Length = length;
    }
}
