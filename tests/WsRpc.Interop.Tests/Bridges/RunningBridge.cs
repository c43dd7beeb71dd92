using System.Net;
using System.Net.Sockets;
using TcpBridge;

namespace WsRpc.Interop.Tests;

/// <summary>The bridge, and the TCP service behind it, which serves each connection by a function and then closes it.</summary>
internal sealed class RunningBridge : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly TcpListener? _service;
    private readonly Bridge _bridge;
    private readonly Task _running;

    public RunningBridge(int servicePort)
    {
        _bridge = new Bridge(new IPEndPoint(IPAddress.Loopback, 0), new Uri($"tcp://127.0.0.1:{servicePort}"), []);
        _running = _bridge.RunAsync(_stopping.Token);
    }

    public RunningBridge(Func<NetworkStream, Task> serve)
        : this(Listen(out var service))
    {
        _service = service;
        _ = AcceptAsync(service, serve);
    }

    public Uri Url => new($"ws://{_bridge.ListensAt}/");

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running.Within();
        _service?.Dispose();
        _stopping.Dispose();
    }

    private static int Listen(out TcpListener service)
    {
        service = new TcpListener(IPAddress.Loopback, 0);
        service.Start();
        return ((IPEndPoint)service.LocalEndpoint).Port;
    }

    private static async Task AcceptAsync(TcpListener service, Func<NetworkStream, Task> serve)
    {
        while (true)
        {
            _ = ServeAsync(await service.AcceptTcpClientAsync(), serve);
        }
    }

    private static async Task ServeAsync(TcpClient client, Func<NetworkStream, Task> serve)
    {
        using (client)
        {
            await serve(client.GetStream());
        }
    }
}
