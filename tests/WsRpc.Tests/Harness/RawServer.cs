using System.Net;
using System.Net.Sockets;

namespace WsRpc.Tests;

/// <summary>A listening socket that does with its client what a test says.</summary>
internal sealed class RawServer : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public RawServer()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
    }

    public Uri Url => new($"ws://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}/rpc");

    public async Task<RawSocket> Accepts() => new(await _listener.AcceptAsync().Within());

    public void Dispose() => _listener.Dispose();
}
