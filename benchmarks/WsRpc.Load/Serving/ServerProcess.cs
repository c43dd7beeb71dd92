namespace WsRpc.Load;

/// <summary>A server in a child process: see <see cref="ServeCommand"/>.</summary>
internal sealed class ServerProcess : IServerHost
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(10);

    private readonly ChildProcess _child;

    private ServerProcess(ChildProcess child) => _child = child;

    public Uri Url { get; private set; } = null!;

    public static async Task<IServerHost> StartAsync(IPeer peer, ProcessorPinning pinning)
    {
        var server = new ServerProcess(ChildProcess.Start(ServeCommand.Name, peer.Name, pinning));
        try
        {
            server.Url = new Uri(await server._child.ReadLineAsync(StartTimeout));
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask<ProcessUsage?> GetUsageAsync() => ProcessUsage.Parse(await _child.AskAsync(ServeCommand.UsageRequest, AnswerTimeout));

    public ValueTask DisposeAsync() => _child.DisposeAsync();
}
