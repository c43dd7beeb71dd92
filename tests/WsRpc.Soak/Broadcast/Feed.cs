namespace WsRpc.Soak;

/// <summary>One for all connections.</summary>
internal sealed class Feed : IFeed
{
    public event EventHandler<string>? Told;

    public Task ListenAsync() => Task.CompletedTask;

    /// <summary>Lets a server serve it.</summary>
    /// <returns>What tells all who listen.</returns>
    public Action<string> On(WsRpcServer server)
    {
        server.AddService<IFeed>(this);
        return what => Told?.Invoke(this, what);
    }
}
