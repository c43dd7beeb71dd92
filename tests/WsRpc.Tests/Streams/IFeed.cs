namespace WsRpc.Tests.Streams;

[WsService]
public interface IFeed
{
    IAsyncEnumerable<int> CountAsync(int count, CancellationToken cancellationToken = default);

    Task<IAsyncEnumerable<int>> OpenAsync(int count, CancellationToken cancellationToken = default);

    [WsMethod(StreamBuffer = 2)]
    ValueTask<IAsyncEnumerable<string>> ReadAsync(string name);

    [WsFault<Limit>(7)]
    IAsyncEnumerable<int> FailAsync();

    Task<int> SumAsync(IAsyncEnumerable<int> numbers, CancellationToken cancellationToken = default);

    Task<string> TakeAsync(IAsyncEnumerable<int>? numbers = null, IAsyncEnumerable<string>? names = null);

    IAsyncEnumerable<int> DoubleAsync(IAsyncEnumerable<int> numbers, CancellationToken cancellationToken = default);
}

public sealed record Limit(int Max);
