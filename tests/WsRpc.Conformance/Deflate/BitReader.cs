namespace WsRpc.Conformance;

/// <summary>The bits of a DEFLATE stream (RFC 1951 §3.1.1), least significant first.</summary>
internal sealed class BitReader(byte[] octets)
{
    private int _position;
    private ulong _bits;
    private int _count;

    /// <summary>How many bits have not been read.</summary>
    public long BitsLeft => _count + (octets.Length - _position) * 8L;

    /// <summary>The next bits without reading them; zeros where there are none.</summary>
    public int Peek(int count)
    {
        while (_count < count && _position < octets.Length)
        {
            _bits |= (ulong)octets[_position++] << _count;
            _count += 8;
        }

        return (int)(_bits & ((1ul << count) - 1));
    }

    public void Skip(int count)
    {
        DeflateException.ThrowIf(count > _count, "it is cut off");
        _bits >>= count;
        _count -= count;
    }

    public int Read(int count)
    {
        var value = Peek(count);
        Skip(count);
        return value;
    }

    /// <summary>Reads the rest of the octet at hand, which says nothing.</summary>
    public void SkipToOctet() => Read(_count % 8);
}
