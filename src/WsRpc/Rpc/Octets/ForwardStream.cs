namespace WsRpc;

/// <summary>A stream that is read once, from its beginning to its end.</summary>
internal abstract class ForwardStream : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException("How long this stream is, is known when it has ended.");

    public override long Position
    {
        get => throw new NotSupportedException("This stream has no position.");
        set => throw new NotSupportedException("This stream has no position.");
    }

    public abstract override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    // Blocks, for code that knows nothing else. The connection goes on meanwhile, on another thread.
    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer, offset, count, CancellationToken.None).GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("This stream is read forward only.");

    public override void SetLength(long value) => throw new NotSupportedException("This stream is only read.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("This stream is only read.");
}
