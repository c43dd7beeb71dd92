using System.Diagnostics;
using System.Globalization;

namespace WsRpc.Load;

/// <summary>A server in a child process, which is this program again: see <see cref="BareServeCommand"/>. It ends when its standard input does.</summary>
internal sealed class BareServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ExitTimeout = TimeSpan.FromSeconds(10);

    private readonly Process _process;

    private BareServerProcess(Process process)
    {
        _process = process;
        Cpu = new ProcessClock(process.Id);
    }

    public ProcessClock Cpu { get; }

    public int Port { get; private set; }

    public static async Task<BareServerProcess> StartAsync(string server, ProcessorPinning pinning)
    {
        var program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            start.ArgumentList.Add(typeof(BareServerProcess).Assembly.Location); // started as "dotnet WsRpc.Load.dll"
        }

        start.ArgumentList.Add(BareServeCommand.Name);
        start.ArgumentList.Add(server);

        var child = new BareServerProcess(pinning.StartServer(start));
        try
        {
            child.Port = int.Parse(await child.ReadLineAsync(), CultureInfo.InvariantCulture);
            return child;
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends a line and waits for the one that answers it.</summary>
    public async Task<string> AskAsync(string request)
    {
        await _process.StandardInput.WriteLineAsync(request);
        await _process.StandardInput.FlushAsync();
        return await ReadLineAsync();
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

    private async Task<string> ReadLineAsync() =>
        await _process.StandardOutput.ReadLineAsync().WaitAsync(AnswerTimeout) ?? throw new EndOfStreamException("The server's process has ended.");
}
