namespace WsRpc.Tests.Allocations;

/// <summary>A method of each kind, for the cost of calling it.</summary>
[WsService]
internal interface IMeter
{
    ValueTask<int> AddAsync(int a, int b);

    Task<int> AddTaskAsync(int a, int b);

    ValueTask<int> AddCancellableAsync(int a, int b, CancellationToken cancellationToken = default);

    Task<int> AddCancellableTaskAsync(int a, int b, CancellationToken cancellationToken = default);

    ValueTask<int> AddLaterAsync(int a, int b);

    ValueTask TouchAsync();

    Task TouchTaskAsync();

    ValueTask<string> EchoAsync(string text);

    [WsNotification]
    ValueTask TickAsync(int count);
}
