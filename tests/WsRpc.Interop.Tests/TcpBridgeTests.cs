using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using TcpBridge;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Interop.Tests;

/// <summary>samples/TcpBridge between a WebSocket client and a TCP service.</summary>
public sealed class TcpBridgeTests
{
    [Theory]
    [InlineData("binary", "binary")]
    [InlineData("base64", null)]
    [InlineData(null, null)]
    public async Task Subprotocol_binary_is_accepted_if_offered(string? offered, string? agreed)
    {
        await using var bridge = new RunningBridge(stream => EchoAsync(stream));
        await using var client = await ConnectAsync(bridge.Url, offered);
        Assert.Equal(agreed, client.Subprotocol);
    }

    [Fact]
    public async Task Octets_pass_both_ways_and_the_end_of_the_client_reaches_the_service()
    {
        const int Length = 10_000_000;
        var ended = new TaskCompletionSource<long>();
        await using var bridge = new RunningBridge(async stream => ended.SetResult(await EchoAsync(stream)));
        var client = await ConnectAsync(bridge.Url, "binary");
        var octets = RandomNumberGenerator.GetBytes(Length);
        var sending = Task.Run(async () =>
        {
            await using var message = await client.OpenMessageAsync(WebSocketOpcode.Binary);
            await message.WriteAsync(octets.AsMemory(0, Length / 2));
            await message.CompleteAsync();
            await client.SendAsync(WebSocketOpcode.Binary, octets.AsMemory(Length / 2));
        });

        var echoed = new MemoryStream();
        while (echoed.Length < Length)
        {
            var message = await client.ReceiveAsync().Within();
            Assert.Equal(WebSocketOpcode.Binary, message.Type);
            echoed.Write(message.Payload.Span);
        }

        await sending.Within();
        Assert.Equal(SHA256.HashData(octets), SHA256.HashData(echoed.GetBuffer().AsSpan(0, Length)));
        await client.CloseAsync().Within();
        Assert.Equal(Length, await ended.Task.Within());
    }

    [Fact]
    public async Task Another_client_than_ours_is_served()
    {
        await using var bridge = new RunningBridge(stream => EchoAsync(stream));
        using var client = new ClientWebSocket();
        client.Options.AddSubProtocol("binary");
        await client.ConnectAsync(bridge.Url, CancellationToken.None).Within();
        await client.SendAsync("RFB 003.008\n"u8.ToArray(), WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None).Within();
        var buffer = new byte[12];
        var count = 0;
        while (count < buffer.Length)
        {
            count += (await client.ReceiveAsync(buffer.AsMemory(count), CancellationToken.None).AsTask().Within()).Count;
        }

        Assert.Equal("RFB 003.008\n"u8.ToArray(), buffer);
        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None).Within();
    }

    [Fact]
    public async Task All_that_a_service_has_said_arrives_before_it_ends()
    {
        await using var bridge = new RunningBridge(async stream => await stream.WriteAsync(new byte[1_000_000]));
        await using var client = await ConnectAsync(bridge.Url, "binary");
        var total = 0;
        WebSocketMessage message;
        while (!(message = await client.ReceiveAsync().Within()).IsClose)
        {
            total += message.Payload.Length;
        }

        Assert.Equal((1_000_000, 1000), (total, client.Closed!.Code));
    }

    [Fact]
    public async Task Service_that_cannot_be_reached_closes_1011()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var nowhere = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        await using var bridge = new RunningBridge(nowhere);
        await using var client = await ConnectAsync(bridge.Url, "binary");
        Assert.True((await client.ReceiveAsync().Within()).IsClose);
        Assert.Equal(1011, client.Closed!.Code);
    }

    [Fact]
    public async Task Page_of_another_origin_is_refused()
    {
        await using var bridge = new RunningBridge(stream => EchoAsync(stream));
        var refused = await Assert.ThrowsAsync<WebSocketConnectException>(() =>
            WebSocketConnection.ConnectAsync(bridge.Url, new() { Origin = "https://example.org" }).Within());
        Assert.Contains("403", refused.Message);
    }

    private static Task<WebSocketConnection> ConnectAsync(Uri url, string? subprotocol) =>
        WebSocketConnection.ConnectAsync(url, new() { Subprotocols = subprotocol is null ? [] : [subprotocol] }).Within();

    private static async Task<long> EchoAsync(NetworkStream stream)
    {
        var buffer = new byte[10_000];
        var total = 0L;
        while (await stream.ReadAsync(buffer) is > 0 and var count)
        {
            await stream.WriteAsync(buffer.AsMemory(0, count));
            total += count;
        }

        return total;
    }

    /// <summary>The bridge, and the TCP service behind it, which serves each connection by a function and then closes it.</summary>
    private sealed class RunningBridge : IAsyncDisposable
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
}
