namespace WsRpc.Tests.Objects;

/// <summary>An observer that remembers what it was told.</summary>
internal sealed class Listener<T> : IObserver<T>
{
    private readonly TaskCompletionSource<Exception?> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<T> Told { get; } = [];

    /// <summary>What the sequence ended with; null for its completion.</summary>
    public Task<Exception?> End => _end.Task;

    public Action<T> OnTold { get; set; } = static _ => { };

    public void OnNext(T value)
    {
        Told.Add(value);
        OnTold(value);
    }

    public void OnCompleted() => _end.SetResult(null);

    public void OnError(Exception error) => _end.SetResult(error);
}
