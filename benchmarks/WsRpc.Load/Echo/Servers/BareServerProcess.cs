using System.Globalization;

namespace WsRpc.Load;

/// <summary>A server in a child process: see <see cref="BareServeCommand"/>.</summary>
internal sealed class BareServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);

    private readonly ChildProcess _child;

    private BareServerProcess(ChildProcess child)
    {
        _child = child;
        Cpu = new ProcessClock(child.Id);
    }

    public ProcessClock Cpu { get; }

    public int Port { get; private set; }

    public static async Task<BareServerProcess> StartAsync(string server, ProcessorPinning pinning)
    {
        var started = new BareServerProcess(server == BareServers.NodeWsEcho ? NodeWsServer.Start(pinning) : ChildProcess.Start(BareServeCommand.Name, server, pinning));
        try
        {
            started.Port = int.Parse(await started._child.ReadLineAsync(AnswerTimeout), CultureInfo.InvariantCulture);
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends a line and waits for the one that answers it.</summary>
    public Task<string> AskAsync(string request) => _child.AskAsync(request, AnswerTimeout);

    public ValueTask DisposeAsync() => _child.DisposeAsync();
}
