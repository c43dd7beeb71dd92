using System.Globalization;

namespace WsRpc.Load;

/// <summary>A server in a child process: see <see cref="ServeCommand"/>.</summary>
internal sealed class ServerProcess : IServerHost
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ChildProcess _child;

    private ServerProcess(ChildProcess child) => _child = child;

    public Uri Url { get; private set; } = null!;

    /// <param name="command">By which this program serves, in the child.</param>
    /// <param name="peer">Whose server.</param>
    /// <param name="pinning">Where the child runs.</param>
    public static async Task<ServerProcess> StartAsync(string command, INamedPeer peer, ProcessorPinning pinning)
    {
        var server = new ServerProcess(ChildProcess.Start(command, peer.Name, pinning));
        try
        {
            server.Url = new Uri(await server._child.ReadLineAsync(Patience));
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>What the process has used so far.</summary>
    public async ValueTask<ProcessUsage> GetUsageAsync() => ProcessUsage.Parse(await AskAsync(ServeCommand.UsageRequest));

    /// <summary>As <see cref="PeakMemory.Begin"/>, of the process.</summary>
    public async Task<long> BeginPeakAsync() => long.Parse(await AskAsync(ServeCommand.BeginPeakRequest), CultureInfo.InvariantCulture);

    /// <summary>As <see cref="PeakMemory.Now"/>, of the process.</summary>
    public async Task<long> GetPeakAsync() => long.Parse(await AskAsync(ServeCommand.PeakRequest), CultureInfo.InvariantCulture);

    /// <summary>Lets the server do what it does of its own accord. Returns when nothing more is to be done for it.</summary>
    public Task WorkAsync() => AskAsync(ServeCommand.WorkRequest);

    public ValueTask DisposeAsync() => _child.DisposeAsync();

    async ValueTask<ProcessUsage?> IServerHost.GetUsageAsync() => await GetUsageAsync();

    private Task<string> AskAsync(string request) => _child.AskAsync(request, Patience);
}
