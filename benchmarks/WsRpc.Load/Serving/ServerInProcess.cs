namespace WsRpc.Load;

/// <summary>A server in the process of its clients.</summary>
internal sealed class ServerInProcess(IPeerServer server) : IServerHost
{
    public Uri Url => server.Url;

    public static async Task<IServerHost> StartAsync(IPeer peer) => new ServerInProcess(await peer.StartServerAsync());

    public ValueTask<ProcessUsage?> GetUsageAsync() => default;

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
