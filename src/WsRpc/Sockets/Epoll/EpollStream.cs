using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WsRpc;

/// <summary>
/// A connected socket whose waits end on a loop of ours, there and then, where those of the platform end with a hop to the
/// thread pool. It reads and writes without waiting what can be; one read and one write at a time.
/// </summary>
/// <remarks>
/// Level-triggered: as long as somebody waits, nothing is registered anew from one wait to the next. An event that nobody
/// waits for takes the socket out of the loop until the next wait, so a socket that is not read costs nothing either.
/// </remarks>
internal sealed partial class EpollStream : NetworkStream, IEpollTarget, IDirectSender
{
    private readonly EpollLoop _loop;
    private readonly Lock _gate = new();
    private readonly Readiness _readable = new();
    private Readiness? _writable;
    private EpollInterest _interest; // as registered with the loop
    private bool _disposed;

    public EpollStream(Socket socket, EpollLoop loop)
        : base(socket, ownsSocket: true)
    {
        _loop = loop;
        Descriptor = (int)socket.SafeHandle.DangerousGetHandle();
    }

    public SafeHandle Handle => Socket.SafeHandle;

    public int Descriptor { get; }

    /// <summary>Reads what is there, or waits for something. Into no room: waits only, and may end early, on an event for what was read already.</summary>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<int>(cancellationToken);
        }

        if (buffer.IsEmpty)
        {
            return WhenReadableAsync(cancellationToken);
        }

        return Handle.TryReceive(buffer.Span, out var count) ? new ValueTask<int>(count) : ReadWhenReadableAsync(buffer, cancellationToken);
    }

    /// <summary>Writes all; what the socket does not take at once, as it takes it.</summary>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        var sent = Handle.SendSome(buffer.Span);
        return sent == buffer.Length ? default : WriteWhenWritableAsync(buffer[sent..], cancellationToken);
    }

    public int Send(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        var sent = Handle.SendSome(first, Libc.MSG_MORE);
        return sent == first.Length ? sent + Handle.SendSome(second) : sent;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override void Dispose(bool disposing)
    {
        bool read, write;
        lock (_gate)
        {
            if (_disposed || !disposing)
            {
                return;
            }

            _disposed = true;
            _loop.Remove(this);
            read = _readable.TryTake();
            write = _writable is not null && _writable.TryTake();
        }

        base.Dispose(disposing);

        if (read)
        {
            FailLater(_readable, new ObjectDisposedException(nameof(EpollStream)));
        }

        if (write)
        {
            FailLater(_writable!, new ObjectDisposedException(nameof(EpollStream)));
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReadWhenReadableAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        int count;
        do
        {
            await WhenReadableAsync(cancellationToken).ConfigureAwait(false);
        }
        while (!Handle.TryReceive(buffer.Span, out count));

        return count;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask WriteWhenWritableAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        while (!buffer.IsEmpty)
        {
            await WhenWritableAsync(cancellationToken).ConfigureAwait(false);
            buffer = buffer[Handle.SendSome(buffer.Span)..];
        }
    }
}
