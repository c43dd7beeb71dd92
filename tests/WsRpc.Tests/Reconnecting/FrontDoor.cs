using System.Net;
using System.Net.Sockets;

namespace WsRpc.Tests.Reconnecting;

/// <summary>
/// An address that stays while what is behind it comes and goes: at first nobody listens; then every client is passed on to a server, or hung up on while there is none.
/// </summary>
internal sealed class FrontDoor : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _sockets = [];
    private volatile WsRpcServer? _server;
    private int _knocks;

    public FrontDoor() => _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public Uri Url => new($"ws://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}/rpc");

    /// <summary>How many clients came.</summary>
    public int Knocks => Volatile.Read(ref _knocks);

    public WsRpcServer Server => _server!;

    public static async Task<FrontDoor> OpenAsync(IProbe probe, Action<WsRpcServerOptions>? configure = null)
    {
        var door = new FrontDoor();
        door.Listen();
        await door.StartServerAsync(server => server.AddService(probe), configure);
        return door;
    }

    public void Listen()
    {
        _listener.Listen();
        _ = AcceptAsync();
    }

    public async Task StartServerAsync(Action<WsRpcServer> add, Action<WsRpcServerOptions>? configure = null)
    {
        var server = new WsRpcServer("ws://127.0.0.1:0/rpc", configure);
        add(server);
        await server.StartAsync();
        _server = server;
    }

    public async Task StopServerAsync()
    {
        if (Interlocked.Exchange(ref _server, null) is { } server)
        {
            await server.DisposeAsync();
        }
    }

    /// <summary>Ends all that stands, as a network does, and lets nobody in.</summary>
    public async Task Vanishes()
    {
        var server = Interlocked.Exchange(ref _server, null);
        Cuts();
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }

    /// <summary>Ends all that stands.</summary>
    public void Cuts()
    {
        lock (_sockets)
        {
            foreach (var socket in _sockets)
            {
                Reset(socket);
            }

            _sockets.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await Vanishes();
    }

    private static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (ObjectDisposedException)
        {
            // It has ended on its own.
        }

        socket.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptAsync();
                Interlocked.Increment(ref _knocks);
                _ = PassOnAsync(client);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task PassOnAsync(Socket client)
    {
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (_server is { } behind)
            {
                await server.ConnectAsync(IPAddress.Loopback, behind.Url.Port);
                lock (_sockets)
                {
                    _sockets.AddRange([client, server]);
                }

                await Task.WhenAll(PassOnAsync(client, server), PassOnAsync(server, client));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
        {
        }
        finally
        {
            client.Dispose();
        }
    }

    private static async Task PassOnAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        while (await from.ReceiveAsync(buffer) is > 0 and var received)
        {
            await to.SendAsync(buffer.AsMemory(0, received));
        }

        to.Shutdown(SocketShutdown.Send);
    }
}
