using System.Net;
using System.Net.Sockets;

namespace WsRpc.Conformance;

/// <summary>A listening socket for one test.</summary>
internal sealed class Loopback : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public Loopback()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    public Uri Url => new($"ws://127.0.0.1:{Port}/");

    public async Task<Socket> AcceptAsync() => Prompt(await _listener.AcceptAsync().Within());

    public async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(_listener.LocalEndPoint!).Within();
        return Prompt(socket);
    }

    public void Dispose() => _listener.Dispose();

    // What is sent in pieces shall arrive in pieces.
    private static Socket Prompt(Socket socket)
    {
        socket.NoDelay = true;
        return socket;
    }
}
