namespace WsRpc.Tests.StreamJsonRpc;

/// <summary>A contract by whose names StreamJsonRpc's proxies and targets go.</summary>
[WsService("", Naming = WsNaming.AsDeclared)]
public interface IMath
{
    Task<int> AddAsync(int a, int b);

    Task NopAsync();

    [WsNotification]
    ValueTask Fire(int number);

    Task<string> SlowAsync(int seconds, CancellationToken cancellationToken = default);

    Task FailAsync(string how);

    event EventHandler<Changed> Changed;

    event EventHandler Cleared;
}
