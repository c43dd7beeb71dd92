using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace WsRpc;

/// <summary>A pending call behind a task. The task is the one allocation; the call itself serves again once it has ended.</summary>
internal sealed class TaskCall<T> : PendingCall<T>
{
    // The builder makes a bare task, where a TaskCompletionSource would be an object more.
    private AsyncTaskMethodBuilder<T> _builder;
    private bool _reusable;

    public Task<T> Task => _builder.Task;

    /// <param name="type">How the result is read; null for the direct types.</param>
    /// <param name="options">Read direct types where their form is not the usual one.</param>
    /// <param name="direct">Whether these options leave direct types as they are.</param>
    /// <param name="reusable">False for a call that can be cancelled: its cancellation may hold on to it after its end.</param>
    public static TaskCall<T> Rent(JsonTypeInfo<T>? type, JsonSerializerOptions options, bool direct, bool reusable)
    {
        if (!reusable || !CallPool<TaskCall<T>>.TryRent(out var call))
        {
            call = new TaskCall<T>();
        }

        call._builder = AsyncTaskMethodBuilder<T>.Create();
        call._reusable = reusable;
        call.Expect(type, options, direct);
        return call;
    }

    protected override void Succeed()
    {
        var result = Result!;
        End().SetResult(result);
    }

    protected override void EndWith(Exception exception) => End().SetException(exception);

    private AsyncTaskMethodBuilder<T> End()
    {
        // A copy keeps the task, which exists since the call was made.
        var builder = _builder;
        if (_reusable)
        {
            Reset();
            _builder = default;
            CallPool<TaskCall<T>>.Return(this);
        }
        else
        {
            StopWatching();
        }

        return builder;
    }
}
