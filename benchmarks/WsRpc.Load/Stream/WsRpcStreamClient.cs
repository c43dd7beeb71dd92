namespace WsRpc.Load;

/// <summary>This project's client.</summary>
internal sealed class WsRpcStreamClient(WsRpcClient client) : IStreamClient
{
    public IFeeds Feeds { get; } = client.GetProxy<IFeeds>();

    public ValueTask DisposeAsync() => client.DisposeAsync();
}
