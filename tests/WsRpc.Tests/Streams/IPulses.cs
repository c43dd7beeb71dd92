namespace WsRpc.Tests.Streams;

[WsService]
public interface IPulses
{
    IAsyncEnumerable<int> MarkedAsync(CancellationToken cancellationToken = default);

    IAsyncEnumerable<int> UnmarkedAsync(CancellationToken cancellationToken = default);
}
