namespace WsRpc.Load;

/// <summary>So many octets, made as they are read.</summary>
internal sealed class UploadSource(long length) : Stream
{
    /// <summary>What is sent at a time where the sender decides: as much as fits into SignalR's default limit, base64 and all.</summary>
    public const int PartSize = 16 * 1024;

    private static readonly byte[] Pattern = MakePattern();

    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get => _position; set => throw new NotSupportedException(); }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var count = (int)Math.Min(Math.Min(buffer.Length, Pattern.Length), length - _position);
        Pattern.AsSpan(0, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    // No compressor's delight.
    private static byte[] MakePattern()
    {
        var pattern = new byte[64 * 1024];
        new Random(1).NextBytes(pattern);
        return pattern;
    }
}
