using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;

namespace WsRpc.Interop.Tests;

/// <summary>A program of others, ended with the test that started it. What it prints is heard line by line, and shown when it was awaited in vain.</summary>
internal sealed class PeerProcess : IAsyncDisposable
{
    private const int LinesShown = 40;

    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly ConcurrentQueue<string> _last = new();
    private readonly Task _listening;

    private PeerProcess(Process process)
    {
        _process = process;
        _listening = Task.WhenAll(ListenAsync(process.StandardOutput), ListenAsync(process.StandardError))
            .ContinueWith(_ => _lines.Writer.Complete(), TaskScheduler.Default);
    }

    /// <summary>What it printed last, for a message of failure.</summary>
    public string LastLines => string.Join('\n', _last);

    public bool HasExited => _process.HasExited;

    /// <summary>How it ended, once all it printed was heard.</summary>
    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync().Within();
        await _listening.Within();
        return _process.ExitCode;
    }

    public static PeerProcess Start(Tool tool, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(tool.Path, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new PeerProcess(Process.Start(start)!);
    }

    /// <summary>The rest of the next line that begins with <paramref name="prefix"/>; lines before it are dropped.</summary>
    public async Task<string> HearAsync(string prefix)
    {
        try
        {
            while (true)
            {
                var line = await _lines.Reader.ReadAsync().Within();
                if (line.StartsWith(prefix, StringComparison.Ordinal))
                {
                    return line[prefix.Length..];
                }
            }
        }
        catch (Exception exception) when (exception is TimeoutException or ChannelClosedException)
        {
            throw new InvalidOperationException($"{_process.StartInfo.FileName} did not say \"{prefix}\"; its last lines:\n{LastLines}", exception);
        }
    }

    public async Task TellAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line).Within();
        await _process.StandardInput.FlushAsync().Within();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync().Within();
        _process.Dispose();
    }

    private async Task ListenAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            _last.Enqueue(line);
            if (_last.Count > LinesShown)
            {
                _last.TryDequeue(out _);
            }

            _lines.Writer.TryWrite(line);
        }
    }
}
