namespace WsRpc;

/// <summary>Octets to be read one at a time, whatever is asked for: what was not asked for is still there.</summary>
internal sealed class SingleOctets : Stream
{
    private byte[] _octets = [];
    private int _start;

    public int Remaining => _octets.Length - _start;

    /// <summary>Set when more was asked for than there is.</summary>
    public bool IsExhausted { get; set; }

    public override bool CanRead => true;

    public override bool CanWrite => false;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public void Set(ReadOnlySpan<byte> octets)
    {
        _octets = octets.ToArray();
        _start = 0;
    }

    public override int Read(Span<byte> buffer)
    {
        if (Remaining == 0)
        {
            IsExhausted = true;
            return 0;
        }

        buffer[0] = _octets[_start++];
        return 1;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
