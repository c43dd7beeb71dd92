namespace QuickStart.Demo;

internal sealed class Tab : ITab
{
    private decimal _total;

    public Task<decimal> AddAsync(decimal price) => Task.FromResult(_total += price);

    public ValueTask DisposeAsync() => default;
}
