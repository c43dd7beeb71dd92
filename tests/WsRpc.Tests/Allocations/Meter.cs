using System.Threading.Tasks.Sources;

namespace WsRpc.Tests.Allocations;

/// <summary>A service that allocates nothing itself.</summary>
internal sealed class Meter : IMeter, IValueTaskSource<int>
{
    // A task of its own for each sum would be counted.
    private static readonly Task<int> Three = Task.FromResult(3);

    private ManualResetValueTaskSourceCore<int> _later;
    private int _sum;

    public int Touches { get; private set; }

    public int Ticks { get; private set; }

    public ValueTask<int> AddAsync(int a, int b) => ValueTask.FromResult(a + b);

    public Task<int> AddTaskAsync(int a, int b) => a + b == 3 ? Three : throw new ArgumentException("Only sums of three are ready.");

    public ValueTask<int> AddCancellableAsync(int a, int b, CancellationToken cancellationToken) => AddAsync(a, b);

    public Task<int> AddCancellableTaskAsync(int a, int b, CancellationToken cancellationToken) => AddTaskAsync(a, b);

    public ValueTask<int> AddLaterAsync(int a, int b)
    {
        _sum = a + b;
        return new ValueTask<int>(this, _later.Version);
    }

    /// <summary>Completes the call of <see cref="AddLaterAsync"/> that waits.</summary>
    public void CompleteLater() => _later.SetResult(_sum);

    public ValueTask TouchAsync()
    {
        Touches++;
        return default;
    }

    public Task TouchTaskAsync()
    {
        Touches++;
        return Task.CompletedTask;
    }

    public ValueTask<string> EchoAsync(string text) => ValueTask.FromResult(text);

    public ValueTask TickAsync(int count)
    {
        Ticks += count;
        return default;
    }

    int IValueTaskSource<int>.GetResult(short token)
    {
        var sum = _later.GetResult(token);
        _later.Reset();
        return sum;
    }

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _later.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _later.OnCompleted(continuation, state, token, flags);
}
