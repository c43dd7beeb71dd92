using System.Collections.Concurrent;

namespace WsRpc.Soak;

/// <summary>A client's part of a soak.</summary>
internal sealed class SoakCaller : ISoakCaller
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource> _expected = new();

    /// <summary>Completes when the server has told it.</summary>
    public Task Expect(int value) => _expected.GetOrAdd(value, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Forget(int value) => _expected.TryRemove(value, out _);

    public ValueTask<int> NextAsync(int value) => ValueTask.FromResult(value + 1);

    public ValueTask HearAsync(int value)
    {
        if (_expected.TryGetValue(value, out var expected))
        {
            expected.TrySetResult();
        }

        return default;
    }
}
