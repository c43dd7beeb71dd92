using System.Net;
using System.Net.Sockets;

namespace WsRpc.Interop.Tests;

/// <summary>A proxy with a configuration and a port of its own.</summary>
internal sealed class RunningProxy : IAsyncDisposable
{
    private const int Attempts = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly PeerProcess _process;
    private readonly TemporaryFolder _folder;

    private RunningProxy(PeerProcess process, TemporaryFolder folder, int port) => (_process, _folder, Port) = (process, folder, port);

    public int Port { get; }

    /// <param name="tool">The proxy.</param>
    /// <param name="template">Its configuration, whose <c>{{name}}</c>s are filled in.</param>
    /// <param name="arguments">Makes its arguments of the path of the configuration.</param>
    /// <param name="values">What is filled in, beside <c>port</c> and <c>folder</c>.</param>
    public static async Task<RunningProxy> StartAsync(Tool tool, string template, Func<string, string[]> arguments, IReadOnlyDictionary<string, string> values)
    {
        // These proxies cannot be asked for any free port, and a port that was free may be taken by the time they want it.
        for (var attempt = 1; ; attempt++)
        {
            var folder = new TemporaryFolder();
            var port = FreePort();
            var configuration = values.Aggregate(
                File.ReadAllText(Tool.FileOf(template)).Replace("{{port}}", $"{port}").Replace("{{folder}}", folder.Path),
                (text, value) => text.Replace($"{{{{{value.Key}}}}}", value.Value));
            var path = Path.Combine(folder.Path, "configuration");
            await File.WriteAllTextAsync(path, configuration);
            var process = PeerProcess.Start(tool, arguments(path));
            if (await ListensAsync(process, port))
            {
                return new RunningProxy(process, folder, port);
            }

            var lines = process.LastLines;
            await process.DisposeAsync();
            folder.Dispose();
            Assert.True(attempt < Attempts, $"{tool.Name} does not listen; its last lines:\n{lines}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Dispose();
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    // They say nothing when they begin to listen.
    private static async Task<bool> ListensAsync(PeerProcess process, int port)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!process.HasExited && !patience.IsCancellationRequested)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, patience.Token);
                return !process.HasExited;
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException)
            {
                await Task.Delay(20);
            }
        }

        return false;
    }
}
