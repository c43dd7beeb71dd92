using System.Threading.Tasks.Sources;

namespace WsRpc;

/// <summary>One direction of a socket, waited for by one at a time, without an allocation. Guarded by its stream's lock, but for the completion.</summary>
internal sealed class Readiness : IValueTaskSource<int>
{
    private ManualResetValueTaskSourceCore<int> _core;

    public bool IsAwaited { get; private set; }

    /// <summary>A new wait. Its result is 0, as that of a read into no room.</summary>
    public ValueTask<int> Begin()
    {
        if (IsAwaited)
        {
            throw new InvalidOperationException("One read and one write at a time.");
        }

        _core.Reset();
        IsAwaited = true;
        return new ValueTask<int>(this, _core.Version);
    }

    /// <summary>True for whoever has to complete the wait.</summary>
    public bool TryTake()
    {
        var taken = IsAwaited;
        IsAwaited = false;
        return taken;
    }

    /// <summary>Runs what waits: foreign code, so not under the lock.</summary>
    public void Complete() => _core.SetResult(0);

    /// <inheritdoc cref="Complete"/>
    public void Fail(Exception exception) => _core.SetException(exception);

    int IValueTaskSource<int>.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
