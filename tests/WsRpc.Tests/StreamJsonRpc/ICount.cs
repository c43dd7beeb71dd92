namespace WsRpc.Tests.StreamJsonRpc;

/// <summary>Streams of StreamJsonRpc, whose settings are arguments of the method.</summary>
[WsService("", Naming = WsNaming.AsDeclared)]
public interface ICount
{
    IAsyncEnumerable<int> CountAsync(int count, int minBatchSize, int prefetch);

    Task<int> SumAsync(IAsyncEnumerable<int> numbers);
}
