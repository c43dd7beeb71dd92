namespace WsRpc.Load;

/// <summary>The servers of all peers. They stay for the whole run, so that their code is compiled and idle ones cost nothing.</summary>
internal sealed class ServerHosts : IAsyncDisposable
{
    private readonly List<(IPeer Peer, IServerHost Server)> _all = [];

    public IReadOnlyList<(IPeer Peer, IServerHost Server)> All => _all;

    public static async Task<ServerHosts> StartAsync(CallsOptions options)
    {
        var hosts = new ServerHosts();
        var pinning = new ProcessorPinning(options.IsPinned);
        try
        {
            foreach (var peer in options.Peers)
            {
                hosts._all.Add((peer, await StartAsync(peer, options.Mode, pinning)));
            }

            pinning.PinLoad(); // last: starting a process may start threads here, and they stay where their starter was
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

    private static async Task<IServerHost> StartAsync(IPeer peer, LoadMode mode, ProcessorPinning pinning) => mode == LoadMode.TwoProc
        ? await ServerProcess.StartAsync(CallsCommand.Serve, peer, pinning)
        : await ServerInProcess.StartAsync(peer);
}
