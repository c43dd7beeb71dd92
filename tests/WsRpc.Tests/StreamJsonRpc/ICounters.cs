namespace WsRpc.Tests.StreamJsonRpc;

[WsService("", Naming = WsNaming.AsDeclared)]
public interface ICounters
{
    Task<ICounter> GetCounterAsync();

    Task<int> UseCounterAsync([WsOutlivesCall] ICounter counter);

    Task<int> UseCallScopedAsync(ICounter counter);

    Task<bool> IsMineAsync(ICounter counter);

    Task<IDisposable> SubscribeAsync(IObserver<int> observer);
}
