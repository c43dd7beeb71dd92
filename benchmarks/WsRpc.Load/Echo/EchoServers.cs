namespace WsRpc.Load;

/// <summary>The servers of all peers. They stay for the whole run: idle ones cost nothing.</summary>
internal sealed class EchoServers : IAsyncDisposable
{
    private readonly List<(EchoPeer Peer, BareServerProcess Server)> _all = [];

    public IReadOnlyList<(EchoPeer Peer, BareServerProcess Server)> All => _all;

    public async Task<BareServerProcess> StartAsync(EchoPeer peer, ProcessorPinning pinning)
    {
        var server = await BareServerProcess.StartAsync(peer.Server, pinning);
        _all.Add((peer, server));
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, server) in _all)
        {
            await server.DisposeAsync();
        }
    }
}
