using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading.Tasks.Sources;

namespace WsRpc;

/// <summary>
/// A pending call behind a value task: nothing is allocated once warm. It serves again only after its result was taken;
/// one that nobody awaits is left to the collector.
/// </summary>
internal sealed class ValueTaskCall<T> : PendingCall<T>, IValueTaskSource<T>, IValueTaskSource
{
    private ManualResetValueTaskSourceCore<T> _core;

    /// <inheritdoc cref="TaskCall{T}.Rent"/>
    public static ValueTaskCall<T> Rent(JsonTypeInfo<T>? type, JsonSerializerOptions options, bool direct)
    {
        if (!CallPool<ValueTaskCall<T>>.TryRent(out var call))
        {
            call = new ValueTaskCall<T>();
        }

        call.Expect(type, options, direct);
        return call;
    }

    public ValueTask AsValueTask() => new(this, _core.Version);

    public ValueTask<T> AsValueTaskOfT() => new(this, _core.Version);

    protected override void Succeed()
    {
        StopWatching();
        _core.SetResult(Result!);
    }

    protected override void EndWith(Exception exception)
    {
        StopWatching();
        _core.SetException(exception);
    }

    ValueTaskSourceStatus IValueTaskSource<T>.GetStatus(short token) => _core.GetStatus(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<T>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    T IValueTaskSource<T>.GetResult(short token) => Consume(token);

    void IValueTaskSource.GetResult(short token) => Consume(token);

    private T Consume(short token)
    {
        // Throws for a task that was consumed before: then the object may belong to another call already.
        if (_core.GetStatus(token) == ValueTaskSourceStatus.Pending)
        {
            throw new InvalidOperationException("The call has not ended: a ValueTask is awaited, or turned into a Task before anything else is done with it.");
        }

        try
        {
            return _core.GetResult(token);
        }
        finally
        {
            _core.Reset();
            Reset();
            CallPool<ValueTaskCall<T>>.Return(this);
        }
    }
}
