namespace WsRpc.Load;

/// <summary>The servers of all peers. They stay for the whole run, so that their code is compiled and idle ones cost nothing.</summary>
internal sealed class ServerHosts : IAsyncDisposable
{
    private readonly List<(IPeer Peer, IServerHost Server)> _all = [];

    public IReadOnlyList<(IPeer Peer, IServerHost Server)> All => _all;

    public static async Task<ServerHosts> StartAsync(IEnumerable<IPeer> peers, LoadMode mode)
    {
        var hosts = new ServerHosts();
        try
        {
            foreach (var peer in peers)
            {
                hosts._all.Add((peer, mode == LoadMode.TwoProc ? await ServerProcess.StartAsync(peer) : await ServerInProcess.StartAsync(peer)));
            }

            return hosts;
        }
        catch
        {
            await hosts.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, server) in _all)
        {
            await server.DisposeAsync();
        }
    }
}
