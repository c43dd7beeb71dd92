namespace WsRpc.Tests.Binary;

/// <summary>A stream of so many octets, each the lowest octet of its place; made as they are read, counted, and with whatever a test wants to happen at its end.</summary>
internal sealed class SourceStream(long length) : ForwardStream
{
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _position;

    /// <summary>How many octets were read.</summary>
    public long Taken => Volatile.Read(ref _position);

    /// <summary>What happens instead of the end.</summary>
    public Func<CancellationToken, Task<int>> AtEnd { get; init; } = static _ => Task.FromResult(0);

    public Task Disposed => _disposed.Task;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position == length)
        {
            return await AtEnd(cancellationToken);
        }

        var count = (int)Math.Min(buffer.Length, length - _position);
        for (var i = 0; i < count; i++)
        {
            buffer.Span[i] = (byte)(_position + i);
        }

        Volatile.Write(ref _position, _position + count);
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        _disposed.TrySetResult();
        base.Dispose(disposing);
    }
}
