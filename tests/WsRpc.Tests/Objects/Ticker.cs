namespace WsRpc.Tests.Objects;

/// <summary>Keeps what it is given, and does with it what the test says.</summary>
internal sealed class Ticker : ITicker
{
    public Action<int>? OnTick { get; private set; }

    public IObserver<string>? Observer { get; private set; }

    public IDisposable? Lease { get; private set; }

    public Lease Subscription { get; } = new();

    /// <summary>What a call does once it has kept what it was given.</summary>
    public Func<Task> Working { get; set; } = static () => Task.CompletedTask;

    public Func<Combine, Task> Combining { get; set; } = static combine => combine(Task.FromResult, null).AsTask();

    public async Task<IDisposable> SubscribeAsync(Action<int> onTick)
    {
        OnTick = onTick;
        await Working();
        return Subscription;
    }

    public async Task<int> CountAsync(Action<int> onTick, Action? onDone = null)
    {
        OnTick = onTick;
        await Working();
        onTick(1);
        onTick(2);
        onDone?.Invoke();
        return 2;
    }

    public async ValueTask<string> AskAsync(Func<string, int, CancellationToken, Task<string>> answer) => $"<{await answer("who", 7, CancellationToken.None)}>";

    public Task CombineAsync(Combine combine) => Combining(combine);

    public Task<int> AddUpAsync(Func<int, Task<int>> add) => add(1);

    public Task ObserveAsync(IObserver<string> observer)
    {
        Observer = observer;
        return Working();
    }

    public Task KeepAsync(IDisposable lease)
    {
        Lease = lease;
        return Working();
    }
}
