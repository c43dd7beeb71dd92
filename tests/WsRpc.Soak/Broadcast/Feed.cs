namespace WsRpc.Soak;

/// <summary>One for all connections.</summary>
internal sealed class Feed : IFeed
{
    public event EventHandler<string>? Told;

    public Task ListenAsync() => Task.CompletedTask;

    public void Tell(string what) => Told?.Invoke(this, what);
}
