namespace WsRpc.Soak;

internal sealed class Total : ITotal
{
    private int _value;

    /// <param name="gone">Told of it: nobody may hold it when it was let go.</param>
    public Total(Gone gone) => gone.Add(this);

    public int Value => Volatile.Read(ref _value);

    public async Task<int> AddAsync(int amount)
    {
        await Task.Yield();
        return Interlocked.Add(ref _value, amount);
    }

    public ValueTask DisposeAsync() => default;
}
