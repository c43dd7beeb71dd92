using System.Diagnostics;

namespace WsRpc.Load;

/// <summary>
/// A program, mostly this one again, as a child that is spoken to line by line. It ends when its standard input does, so it does
/// not outlive its parent, whatever becomes of that.
/// </summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan ExitTimeout = TimeSpan.FromSeconds(10);

    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    public int Id => _process.Id;

    /// <summary>Starts this program.</summary>
    public static ChildProcess Start(string command, string argument, ProcessorPinning pinning)
    {
        var program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program);
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location); // started as "dotnet WsRpc.Load.dll"
        }

        start.ArgumentList.Add(command);
        start.ArgumentList.Add(argument);
        return Start(start, pinning);
    }

    /// <summary>Starts any program.</summary>
    public static ChildProcess Start(ProcessStartInfo start, ProcessorPinning pinning)
    {
        (start.RedirectStandardInput, start.RedirectStandardOutput) = (true, true);
        return new ChildProcess(pinning.StartServer(start));
    }

    /// <summary>Sends a line and waits for the one that answers it.</summary>
    public async Task<string> AskAsync(string request, TimeSpan timeout)
    {
        await _process.StandardInput.WriteLineAsync(request);
        await _process.StandardInput.FlushAsync();
        return await ReadLineAsync(timeout);
    }

    public async Task<string> ReadLineAsync(TimeSpan timeout) =>
        await _process.StandardOutput.ReadLineAsync().WaitAsync(timeout) ?? throw new EndOfStreamException("The server's process has ended.");

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
}
