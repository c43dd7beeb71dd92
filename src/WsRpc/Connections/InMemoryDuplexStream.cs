using System.IO.Pipelines;

namespace WsRpc;

/// <summary>One end of a duplex stream in memory, with the manners of a socket: bounded, and ended both ways by disposing one end.</summary>
internal sealed class InMemoryDuplexStream : Stream
{
    private readonly Pipe _incoming;
    private readonly Pipe _outgoing;
    private readonly Stream _reading;
    private readonly Stream _writing;
    private volatile bool _disposed;

    private InMemoryDuplexStream(Pipe incoming, Pipe outgoing)
    {
        _incoming = incoming;
        _outgoing = outgoing;
        _reading = incoming.Reader.AsStream();
        _writing = outgoing.Writer.AsStream();
    }

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public static (Stream One, Stream Other) CreatePair()
    {
        var options = new PipeOptions(useSynchronizationContext: false);
        var there = new Pipe(options);
        var back = new Pipe(options);
        return (new InMemoryDuplexStream(back, there), new InMemoryDuplexStream(there, back));
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _reading.ReadAsync(buffer, cancellationToken);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _writing.WriteAsync(buffer, cancellationToken);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Asynchronous only.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Asynchronous only.");

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;

        // The reader is not completed: a read may be under way on another thread, which this wakes.
        // Nobody reads what comes in, so a write that waits for room at the other end fails, as does one of our own.
        _incoming.Reader.CancelPendingRead();
        _incoming.Writer.CancelPendingFlush();
        _outgoing.Writer.CancelPendingFlush();
        _outgoing.Writer.Complete();
        base.Dispose(disposing);
    }
}
