using System.Net;
using System.Net.Sockets;
using WsRpc.Tests.Sockets;

namespace WsRpc.Tests.Tls;

/// <summary>Stands between a client and a server, counts what passes, and cuts both off in an instant.</summary>
internal sealed class CuttingRelay : IDisposable
{
    private readonly Socket _listener = SocketPair.Listen();
    private Socket? _client;
    private Socket? _server;
    private long _fromClient;
    private long _fromServer;

    public CuttingRelay(int serverPort) => Completion = RunAsync(serverPort);

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    public long FromClient => Interlocked.Read(ref _fromClient);

    public long FromServer => Interlocked.Read(ref _fromServer);

    /// <summary>Both ways have ended.</summary>
    public Task Completion { get; }

    public void Cut()
    {
        foreach (var socket in (Socket[])[_client!, _server!])
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
            socket.Dispose();
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        _client?.Dispose();
        _server?.Dispose();
    }

    private async Task RunAsync(int serverPort)
    {
        _client = await _listener.AcceptAsync();
        _server = await SocketPair.ConnectToAsync(serverPort);
        await Task.WhenAll(
            PassOnAsync(_client, _server, count => Interlocked.Add(ref _fromClient, count)),
            PassOnAsync(_server, _client, count => Interlocked.Add(ref _fromServer, count)));
    }

    private static async Task PassOnAsync(Socket from, Socket to, Action<int> count)
    {
        try
        {
            var buffer = new byte[16 * 1024];
            while (await from.ReceiveAsync(buffer) is > 0 and var received)
            {
                count(received);
                await to.SendAsync(buffer.AsMemory(0, received));
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
        }
    }
}
