using System.Text;
using System.Threading.Channels;

namespace WsRpc.Tests;

/// <summary>A stream whose other end is the test: it hands over octets as the test says, and keeps and counts what is written.</summary>
internal sealed class ScriptedStream : Stream
{
    private readonly Channel<Func<Memory<byte>, int>> _reads = Channel.CreateUnbounded<Func<Memory<byte>, int>>();
    private readonly List<byte> _written = [];
    private readonly CancellationTokenSource _disposed = new();
    private byte[] _rest = [];

    /// <summary>At most so many octets a read.</summary>
    public int ReadSize { get; init; } = int.MaxValue;

    /// <summary>Whether an empty read waits for octets, as that of a socket does, or returns at once.</summary>
    public bool EmptyReadWaits { get; init; } = true;

    /// <summary>What every write waits for; it may throw, at once or later.</summary>
    public Func<Task> OnWrite { get; set; } = () => Task.CompletedTask;

    public int Writes { get; private set; }

    public bool IsDisposed => _disposed.IsCancellationRequested;

    public byte[] Written
    {
        get
        {
            lock (_written)
            {
                return [.. _written];
            }
        }
    }

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public void Arrives(params byte[] octets) => _reads.Writer.TryWrite(buffer =>
    {
        var count = Math.Min(Math.Min(octets.Length, ReadSize), buffer.Length);
        octets.AsSpan(0, count).CopyTo(buffer.Span);
        _rest = octets[count..];
        return count;
    });

    /// <summary>Short text messages arrive together, as a server sends them.</summary>
    public void ArrivesText(params IEnumerable<string> messages) => Arrives([.. messages.Select(Encoding.UTF8.GetBytes).SelectMany(payload => (byte[])[0x81, (byte)payload.Length, .. payload])]);

    public void Ends() => _reads.Writer.TryComplete();

    public void Breaks(Exception exception) => _reads.Writer.TryComplete(exception);

    public async Task HasWritten(params byte[] octets)
    {
        await InTime.Until(() => Written.Length >= octets.Length);
        Assert.Equal(Convert.ToHexString(octets), Convert.ToHexString(Written));
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        if (_rest.Length > 0)
        {
            var count = Math.Min(Math.Min(_rest.Length, ReadSize), buffer.Length);
            _rest.AsSpan(0, count).CopyTo(buffer.Span);
            _rest = _rest[count..];
            return count;
        }

        if (buffer.IsEmpty && !EmptyReadWaits)
        {
            return 0;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposed.Token);
        try
        {
            if (buffer.IsEmpty)
            {
                await _reads.Reader.WaitToReadAsync(either.Token);
                return 0;
            }

            return await _reads.Reader.WaitToReadAsync(either.Token) && _reads.Reader.TryRead(out var read) ? read(buffer) : 0;
        }
        catch (OperationCanceledException) when (IsDisposed)
        {
            throw new ObjectDisposedException(nameof(ScriptedStream));
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        Writes++;
        var copy = buffer.ToArray();
        await OnWrite();
        lock (_written)
        {
            _written.AddRange(copy);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (!IsDisposed)
        {
            _disposed.Cancel();
        }

        base.Dispose(disposing);
    }
}
