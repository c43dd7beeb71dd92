using System.Threading.Tasks.Sources;

namespace WsRpc;

// What its reader calls.
internal sealed partial class GrantedStream<T> : IAsyncEnumerable<T>, IAsyncEnumerator<T>, IValueTaskSource<bool>
{
    public T Current { get; private set; } = default!;

    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_isRead)
            {
                throw new InvalidOperationException($"{Origin.Method}: a stream can be read once.");
            }

            _isRead = true;
        }

        _readerGone = cancellationToken.UnsafeRegister(static (stream, token) => ((GrantedStream<T>)stream!).Stop(new OperationCanceledException(token)), this);
        return this;
    }

    public ValueTask<bool> MoveNextAsync()
    {
        bool waits;
        lock (_gate)
        {
            if (_isWaiting)
            {
                throw new InvalidOperationException($"{Origin.Method}: the next item is waited for already.");
            }

            if (TryTake(out var item))
            {
                return Take(item);
            }

            waits = _isWaiting = !_hasEnded;
            _core.Reset();
        }

        if (!waits)
        {
            return End();
        }

        _session.WatchIdle(_idle);
        GrantMore();
        return new ValueTask<bool>(this, _core.Version);
    }

    public ValueTask DisposeAsync()
    {
        _readerGone.Unregister();
        Stop(null);
        return default;
    }

    bool IValueTaskSource<bool>.GetResult(short token)
    {
        _ = _core.GetResult(token);
        var next = MoveNextAsync();
        return next.IsCompleted && next.GetAwaiter().GetResult();
    }

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    private bool TryTake(out ReadOnlyMemory<byte> item)
    {
        var found = _buffer.TryTake(out item, out var released);
        if (released > 0)
        {
            _streams.Release(released);
        }

        if (found)
        {
            _window.Take();
        }

        return found;
    }

    private ValueTask<bool> Take(ReadOnlyMemory<byte> item)
    {
        try
        {
            Current = _buffer.Read(item);
        }
        catch (RpcSerializationException exception)
        {
            Stop(exception);
            return ValueTask.FromException<bool>(exception);
        }

        GrantMore();
        return new ValueTask<bool>(true);
    }

    private ValueTask<bool> End() => _failure is { } failure ? ValueTask.FromException<bool>(failure) : new ValueTask<bool>(false);
}
