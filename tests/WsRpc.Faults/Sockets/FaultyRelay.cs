using System.Net;
using System.Net.Sockets;

namespace WsRpc.Faults.Sockets;

/// <summary>Stands between a client and a server that are both real and know nothing of it, and does harm on the way.</summary>
internal sealed class FaultyRelay : IDisposable
{
    private readonly Socket _listener = SocketPair.Listen();
    private readonly int _serverPort;

    public FaultyRelay(Uri server)
    {
        _serverPort = server.Port;
        Url = new UriBuilder(server) { Host = "127.0.0.1", Port = ((IPEndPoint)_listener.LocalEndPoint!).Port }.Uri;
    }

    /// <summary>Where clients connect instead.</summary>
    public Uri Url { get; }

    /// <summary>Takes the next client.</summary>
    public async Task<RelayedConnection> AcceptAsync(RelayPlan plan)
    {
        var client = await _listener.AcceptAsync().Within();
        var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        await server.ConnectAsync(IPAddress.Loopback, _serverPort).Within();
        return new RelayedConnection(client, server, plan);
    }

    public void Dispose() => _listener.Dispose();
}
