using System.Net;
using System.Net.Sockets;

namespace WsRpc.Tests.Sockets;

/// <summary>A listener that has no room for one more client: whoever connects waits.</summary>
internal sealed class FullListener : IDisposable
{
    private readonly Socket _listener = SocketPair.Listen(backlog: 0);
    private readonly List<Socket> _waiting = [];

    private FullListener()
    {
    }

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndPoint!;

    public static async Task<FullListener> CreateAsync()
    {
        var listener = new FullListener();
        Task connecting;
        do
        {
            var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            listener._waiting.Add(client);
            connecting = client.ConnectAsync(listener.EndPoint);

            // Over loopback a handshake that has room is done at once; one that has none takes a second at least.
            await Task.WhenAny(connecting, Task.Delay(TimeSpan.FromMilliseconds(200)));
        }
        while (connecting.IsCompletedSuccessfully);
        return listener;
    }

    public void Dispose()
    {
        _listener.Dispose();
        _waiting.ForEach(client => client.Dispose());
    }
}
