namespace WsRpc.Soak;

/// <summary>An observer, and a delegate, which is told numbers from 0 in their order.</summary>
internal sealed class Listening : IObserver<int>
{
    private readonly TaskCompletionSource<int> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _next;
    private bool _isOutOfOrder;

    /// <param name="gone">Told of it: nobody may hold it when it was let go.</param>
    public Listening(Gone gone) => gone.Add(this);

    public bool IsOutOfOrder => Volatile.Read(ref _isOutOfOrder);

    /// <summary>How many numbers it was told when it was told that this was all.</summary>
    public Task<int> End => _end.Task;

    public void OnNext(int value)
    {
        if (value != _next++)
        {
            Volatile.Write(ref _isOutOfOrder, true);
        }
    }

    public void OnCompleted() => _end.SetResult(_next);

    public void OnError(Exception error) => _end.SetException(error);
}
