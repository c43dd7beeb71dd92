using System.Runtime.CompilerServices;

namespace WsRpc;

// Who waits for what, and what the loop is told of it.
internal sealed partial class EpollStream
{
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

    // Whoever disposes or cancels need not be prepared for what the waiting do next.
    private static void FailLater(Readiness waiting, Exception exception) =>
        ThreadPool.UnsafeQueueUserWorkItem(static failing => failing.waiting.Fail(failing.exception), (waiting, exception), preferLocal: false);
}
