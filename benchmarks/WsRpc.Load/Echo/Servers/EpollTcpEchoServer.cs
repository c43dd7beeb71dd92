using System.Net;
using System.Net.Sockets;

namespace WsRpc.Load;

/// <summary>The floor: octets back as they come, on one thread, with one buffer for all connections and nothing between it and the system.</summary>
internal sealed class EpollTcpEchoServer : IBareServer
{
    private const int ListenerToken = -1;

    private readonly Epoll _epoll = new(capacity: 1024);
    private readonly byte[] _buffer = GC.AllocateArray<byte>(64 * 1024, pinned: true);
    private readonly List<EpollTcpEchoConnection?> _connections = [];

    public Task<int> StartAsync()
    {
        var listener = BareServers.Listen();
        _epoll.Add(listener, ListenerToken, EpollEvents.Readable);
        new Thread(() => Serve(listener)) { IsBackground = true }.Start();
        return Task.FromResult(((IPEndPoint)listener.LocalEndPoint!).Port);
    }

    private void Serve(Socket listener)
    {
        while (true)
        {
            var count = _epoll.Wait(Timeout.Infinite);
            for (var i = 0; i < count; i++)
            {
                var (events, token) = _epoll[i];
                if (token == ListenerToken)
                {
                    Accept(listener);
                }
                else
                {
                    Serve(token, events);
                }
            }
        }
    }

    private void Accept(Socket listener)
    {
        var socket = listener.Accept();
        socket.NoDelay = true;
        _epoll.Add(socket, _connections.Count, EpollEvents.Readable);
        _connections.Add(new EpollTcpEchoConnection(socket, _connections.Count, _epoll));
    }

    private void Serve(int token, EpollEvents events)
    {
        try
        {
            if (_connections[token]!.Serve(events, _buffer))
            {
                return;
            }
        }
        catch (IOException)
        {
            // The client is gone: the load cuts its connections.
        }

        _connections[token]!.Dispose();
        _connections[token] = null;
    }
}
