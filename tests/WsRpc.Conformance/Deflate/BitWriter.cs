namespace WsRpc.Conformance;

/// <summary>The bits of a DEFLATE stream (RFC 1951 §3.1.1), least significant first.</summary>
internal sealed class BitWriter
{
    private readonly List<byte> _octets = [];
    private uint _bits;
    private int _count;

    public void Write(int value, int count)
    {
        _bits |= (uint)value << _count;
        for (_count += count; _count >= 8; _count -= 8)
        {
            _octets.Add((byte)_bits);
            _bits >>= 8;
        }
    }

    public void FillOctet()
    {
        if (_count > 0)
        {
            Write(0, 8 - _count);
        }
    }

    public void WriteOctets(ReadOnlySpan<byte> octets) => _octets.AddRange(octets);

    public byte[] ToArray() => [.. _octets];
}
