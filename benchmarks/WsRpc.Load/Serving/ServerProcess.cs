using System.Diagnostics;

namespace WsRpc.Load;

/// <summary>
/// A server in a child process, which is this program again: see <see cref="ServeCommand"/>. It ends when its standard input
/// does, so it does not outlive its parent, whatever becomes of that.
/// </summary>
internal sealed class ServerProcess : IServerHost
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ExitTimeout = TimeSpan.FromSeconds(10);

    private readonly Process _process;

    private ServerProcess(Process process) => _process = process;

    public Uri Url { get; private set; } = null!;

    public static async Task<IServerHost> StartAsync(IPeer peer, ProcessorPinning pinning)
    {
        var program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            start.ArgumentList.Add(typeof(ServerProcess).Assembly.Location); // started as "dotnet WsRpc.Load.dll"
        }

        start.ArgumentList.Add(ServeCommand.Name);
        start.ArgumentList.Add(peer.Name);

        var server = new ServerProcess(pinning.StartServer(start));
        try
        {
            server.Url = new Uri(await server.ReadLineAsync(StartTimeout));
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask<ProcessUsage?> GetUsageAsync()
    {
        await _process.StandardInput.WriteLineAsync(ServeCommand.UsageRequest);
        await _process.StandardInput.FlushAsync();
        return ProcessUsage.Parse(await ReadLineAsync(AnswerTimeout));
    }

    public async ValueTask DisposeAsync()
    {
        using (_process)
        {
            _process.StandardInput.Close();
            try
            {
                await _process.WaitForExitAsync().WaitAsync(ExitTimeout);
            }
            catch (TimeoutException)
            {
                _process.Kill();
            }
        }
    }

    private async Task<string> ReadLineAsync(TimeSpan timeout) =>
        await _process.StandardOutput.ReadLineAsync().WaitAsync(timeout) ?? throw new EndOfStreamException("The server's process has ended.");
}
