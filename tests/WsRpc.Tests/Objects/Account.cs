namespace WsRpc.Tests.Objects;

internal sealed class Account : IAccount
{
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Balance { get; private set; }

    public List<string> Notes { get; } = [];

    public int Disposals { get; private set; }

    public Task Disposed => _disposed.Task;

    public Task<int> DepositAsync(int amount) => Task.FromResult(Balance += amount);

    public ValueTask NoteAsync(string text)
    {
        Notes.Add(text);
        return default;
    }

    public ValueTask DisposeAsync()
    {
        Disposals++;
        _disposed.TrySetResult();
        return default;
    }
}
