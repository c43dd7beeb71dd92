using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Interop.Tests;

/// <summary>samples/TcpBridge between a WebSocket client and a TCP service.</summary>
public sealed class TcpBridgeTests
{
    private const int PieceBytes = 256 * 1024;

    // Far beyond what the sockets and queues on the way hold.
    private const long MostBytes = 256L << 20;

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

    [Fact]
    public async Task Service_that_does_not_read_stops_the_client()
    {
        var mayRead = new TaskCompletionSource();
        var total = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var bridge = new RunningBridge(async stream =>
        {
            await mayRead.Task;
            total.SetResult(await CountAsync(stream));
        });
        var client = await ConnectAsync(bridge.Url, "binary");
        var sent = 0L;
        Task sending;
        do
        {
            Assert.True(sent < MostBytes, "The client was not stopped.");
            sending = client.SendAsync(WebSocketOpcode.Binary, new byte[PieceBytes]).AsTask();
            sent += PieceBytes;
        }
        while (await IsDoneSoon(sending, () => client.Output.Bytes));

        mayRead.SetResult();
        await sending.Within();
        await client.CloseAsync().Within();
        Assert.Equal(sent, await total.Task.Within());
    }

    [Fact]
    public async Task Client_that_does_not_receive_stops_the_service()
    {
        var stopped = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var bridge = new RunningBridge(async stream =>
        {
            var sent = 0L;
            Task sending;
            do
            {
                sending = stream.WriteAsync(new byte[PieceBytes]).AsTask();
                sent += PieceBytes;
            }
            while (sent < MostBytes && await IsDoneSoon(sending, () => 0));
            stopped.SetResult(sent);
            await sending;
        });
        await using var client = await ConnectAsync(bridge.Url, "binary");
        var sent = await stopped.Task.Within();
        Assert.True(sent < MostBytes, "The service was not stopped.");
        var received = 0L;
        while (await client.ReceiveAsync().Within() is { IsClose: false } message)
        {
            received += message.Payload.Length;
        }

        Assert.Equal(sent, received);
    }

    // A write that waits goes on as long as something leaves: what has stopped is one of which nothing more does.
    private static async Task<bool> IsDoneSoon(Task sending, Func<int> waiting)
    {
        var before = waiting();
        for (var turns = 0; turns < 2000 && !sending.IsCompleted; turns++)
        {
            await Task.Delay(1);
            if (waiting() != before)
            {
                (before, turns) = (waiting(), 0);
            }
        }

        return sending.IsCompleted;
    }

    private static Task<WebSocketConnection> ConnectAsync(Uri url, string? subprotocol) =>
        WebSocketConnection.ConnectAsync(url, new() { Subprotocols = subprotocol is null ? [] : [subprotocol] }).Within();

    private static async Task<long> CountAsync(NetworkStream stream)
    {
        var buffer = new byte[100_000];
        var total = 0L;
        while (await stream.ReadAsync(buffer) is > 0 and var count)
        {
            total += count;
        }

        return total;
    }

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
}
