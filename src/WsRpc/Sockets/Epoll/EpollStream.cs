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
internal sealed class EpollStream : NetworkStream, IEpollTarget, IDirectSender
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

        return TryReceive(buffer.Span, out var count) ? new ValueTask<int>(count) : ReadWhenReadableAsync(buffer, cancellationToken);
    }

    /// <summary>Writes all; what the socket does not take at once, as it takes it.</summary>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        var sent = Send(buffer.Span, flags: 0);
        return sent == buffer.Length ? default : WriteWhenWritableAsync(buffer[sent..], cancellationToken);
    }

    public int Send(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        var sent = Send(first, Libc.MSG_MORE);
        return sent == first.Length ? sent + Send(second, flags: 0) : sent;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs whoever waits.</summary>
    public void OnReady(EpollInterest ready)
    {
        const EpollInterest Ended = EpollInterest.Error | EpollInterest.HangUp;
        Readiness? waiting;
        lock (_gate)
        {
            // One at a time: should the first one block, the next event, which comes at once, brings the other to another worker.
            waiting = (ready & (EpollInterest.Out | Ended)) != 0 && _writable is not null && _writable.TryTake() ? _writable
                : (ready & (EpollInterest.In | Ended)) != 0 && _readable.TryTake() ? _readable
                : null;
            if (!_disposed && (waiting is null || _interest != EpollInterest.In))
            {
                TryRegister(Wanted);
            }
        }

        waiting?.Complete();
    }

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

    // Whoever disposes or cancels need not be prepared for what the waiting do next.
    private static void FailLater(Readiness waiting, Exception exception) =>
        ThreadPool.UnsafeQueueUserWorkItem(static failing => failing.waiting.Fail(failing.exception), (waiting, exception), preferLocal: false);

    private EpollInterest Wanted =>
        (_readable.IsAwaited ? EpollInterest.In : EpollInterest.None) | (_writable is { IsAwaited: true } ? EpollInterest.Out : EpollInterest.None);

    private void Register(EpollInterest wanted)
    {
        if (wanted != _interest)
        {
            _loop.Change(this, _interest, wanted);
            _interest = wanted;
        }
    }

    private void TryRegister(EpollInterest wanted)
    {
        try
        {
            Register(wanted);
        }
        catch (Exception exception) when (exception is ObjectDisposedException or IOException)
        {
            // Somebody has closed the socket without its stream; epoll forgets closed sockets by itself.
        }
    }

    private ValueTask<int> WhenReadableAsync(CancellationToken cancellationToken) =>
        cancellationToken.CanBeCanceled ? WaitCancellableAsync(_readable, cancellationToken) : Wait(_readable, default);

    private ValueTask<int> WhenWritableAsync(CancellationToken cancellationToken)
    {
        _writable ??= new Readiness();
        return cancellationToken.CanBeCanceled ? WaitCancellableAsync(_writable, cancellationToken) : Wait(_writable, default);
    }

    private ValueTask<int> Wait(Readiness readiness, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            // Under the lock: a cancellation that comes later finds the wait.
            cancellationToken.ThrowIfCancellationRequested();
            ObjectDisposedException.ThrowIf(_disposed, this);
            var waiting = readiness.Begin();
            try
            {
                // What was registered for a wait before this one may stay.
                Register(_interest | Wanted);
            }
            catch
            {
                readiness.TryTake();
                throw;
            }

            return waiting;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> WaitCancellableAsync(Readiness readiness, CancellationToken cancellationToken)
    {
        // Disposing the registration waits for a cancellation that is running, so it cannot meet a later wait.
        await using var cancelling = cancellationToken.UnsafeRegister(
            static (state, token) =>
            {
                var (stream, readiness) = ((EpollStream, Readiness))state!;
                stream.Cancel(readiness, token);
            },
            (this, readiness)).ConfigureAwait(false);
        return await Wait(readiness, cancellationToken).ConfigureAwait(false);
    }

    private void Cancel(Readiness readiness, CancellationToken cancellationToken)
    {
        bool waiting;
        lock (_gate)
        {
            waiting = readiness.TryTake();
        }

        if (waiting)
        {
            FailLater(readiness, new OperationCanceledException(cancellationToken));
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
        while (!TryReceive(buffer.Span, out count));

        return count;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask WriteWhenWritableAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        while (!buffer.IsEmpty)
        {
            await WhenWritableAsync(cancellationToken).ConfigureAwait(false);
            buffer = buffer[Send(buffer.Span, flags: 0)..];
        }
    }

    // False when nothing is there.
    private unsafe bool TryReceive(Span<byte> buffer, out int count)
    {
        while (true)
        {
            fixed (byte* start = buffer)
            {
                count = (int)Libc.recv(Socket.SafeHandle, start, buffer.Length, Libc.MSG_DONTWAIT);
            }

            if (count >= 0)
            {
                return true;
            }

            var error = Marshal.GetLastPInvokeError();
            if (error == Libc.EAGAIN)
            {
                return false;
            }

            if (error != Libc.EINTR)
            {
                throw SocketErrors.Of(error);
            }
        }
    }

    // As much as the socket takes at once.
    private unsafe int Send(ReadOnlySpan<byte> buffer, int flags)
    {
        var sent = 0;
        fixed (byte* start = buffer)
        {
            while (sent < buffer.Length)
            {
                var count = (int)Libc.send(Socket.SafeHandle, start + sent, buffer.Length - sent, Libc.MSG_DONTWAIT | Libc.MSG_NOSIGNAL | flags);
                if (count >= 0)
                {
                    sent += count;
                    continue;
                }

                var error = Marshal.GetLastPInvokeError();
                if (error == Libc.EAGAIN)
                {
                    break;
                }

                if (error != Libc.EINTR)
                {
                    throw SocketErrors.Of(error);
                }
            }
        }

        return sent;
    }
}
