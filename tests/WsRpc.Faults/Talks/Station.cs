namespace WsRpc.Faults.Talks;

internal sealed class Station(RpcConnection connection, Action onLeave) : IStation, IAsyncDisposable
{
    public bool IsDisposed { get; private set; }

    public Task<string> RepeatAsync(string text) => Task.FromResult(text);

    public async Task<int> DoubleAsync(int value) => await connection.GetProxy<IVisitor>().AddAsync(value, value);

    public async Task<int> WaitAsync(CancellationToken cancellationToken)
    {
        await Ending(cancellationToken);
        throw new OperationCanceledException(cancellationToken);
    }

    public async Task<int> HoldAsync()
    {
        await Ending(connection.Closed);
        return 1;
    }

    public ValueTask NoteAsync(string text) => connection.GetProxy<IVisitor>().SeenAsync(text);

    public ValueTask LeaveAsync()
    {
        onLeave();
        return default;
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return default;
    }

    private static async Task Ending(CancellationToken token)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = token.Register(ended.SetResult);
        await ended.Task;
    }
}
