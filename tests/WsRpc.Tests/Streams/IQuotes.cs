namespace WsRpc.Tests.Streams;

[WsService]
public interface IQuotes
{
    IAsyncEnumerable<Quote> WatchAsync(CancellationToken cancellationToken = default);
}

public sealed record Quote(string Symbol, decimal Price);

internal sealed class Quotes(IAsyncEnumerable<Quote> quotes) : IQuotes
{
    public IAsyncEnumerable<Quote> WatchAsync(CancellationToken cancellationToken) => quotes;
}
