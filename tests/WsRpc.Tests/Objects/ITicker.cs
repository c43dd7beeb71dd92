namespace WsRpc.Tests.Objects;

[WsService]
public interface ITicker
{
    /// <summary>Until what is returned is disposed.</summary>
    Task<IDisposable> SubscribeAsync([WsOutlivesCall] Action<int> onTick);

    /// <summary>No longer than it takes.</summary>
    Task<int> CountAsync(Action<int> onTick, Action? onDone = null);

    ValueTask<string> AskAsync(Func<string, int, CancellationToken, Task<string>> answer);

    Task CombineAsync(Combine combine);

    Task<int> AddUpAsync(Func<int, Task<int>> add);

    Task ObserveAsync(IObserver<string> observer);

    Task KeepAsync(IDisposable lease);
}

public delegate ValueTask<int> Combine(Func<int, Task<int>> first, Combine? next);
