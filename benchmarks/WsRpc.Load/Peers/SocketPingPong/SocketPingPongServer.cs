using System.Net;
using System.Net.Sockets;

namespace WsRpc.Load;

/// <summary>Answers each message with one, in place.</summary>
internal sealed class SocketPingPongServer : IPeerServer
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Task _accepting;

    public SocketPingPongServer()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Url = new($"tcp://{_listener.LocalEndPoint}");
        _accepting = AcceptAsync();
    }

    public Uri Url { get; }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptAsync());
            }
        }
        catch (SocketException)
        {
            // The listener is disposed.
        }
    }

    private static async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            socket.NoDelay = true;
            var message = new PingPongMessage();
            while (await message.ReceiveAsync(socket))
            {
                if (!message.IsEcho)
                {
                    message.First += message.Second;
                }

                await message.SendAsync(socket);
            }
        }
    }
}
