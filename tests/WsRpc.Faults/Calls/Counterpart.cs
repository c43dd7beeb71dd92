namespace WsRpc.Faults.Calls;

internal sealed class Counterpart : ICounterpart
{
    public ValueTask<int> NowAsync(int value, CancellationToken cancellationToken) => ValueTask.FromResult(value);

    public async Task<string> SoonAsync(string text, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        return text;
    }

    public ValueTask NoteAsync(int value) => default;
}
