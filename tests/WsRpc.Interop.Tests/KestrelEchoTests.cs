using System.Net.WebSockets;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Interop.Tests;

/// <summary>Our WebSocket talks to the platform's, behind Kestrel.</summary>
public sealed class KestrelEchoTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(127)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(1 << 20)]
    public async Task Messages_of_every_length_come_back(int length)
    {
        await using var server = await KestrelServer.StartAsync(socket => EchoAsync(socket, fragment: int.MaxValue));
        await using var connection = await WebSocketConnection.ConnectAsync(server.Url).Within();
        var text = Enumerable.Range(0, length).Select(i => (byte)('a' + i % 26)).ToArray();
        var binary = Enumerable.Range(0, length).Select(i => (byte)(i * 31)).ToArray();
        await connection.SendAsync(WebSocketOpcode.Text, text).Within();
        await connection.SendAsync(WebSocketOpcode.Binary, binary).Within();
        await Receives(connection, WebSocketOpcode.Text, text);
        await Receives(connection, WebSocketOpcode.Binary, binary);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    public async Task Fragmented_echo_is_one_message(int fragment)
    {
        await using var server = await KestrelServer.StartAsync(socket => EchoAsync(socket, fragment));
        await using var connection = await WebSocketConnection.ConnectAsync(server.Url).Within();
        var text = System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("aé漢😀", 500)));
        await connection.SendAsync(WebSocketOpcode.Text, text).Within();
        await Receives(connection, WebSocketOpcode.Text, text);
    }

    [Fact]
    public async Task We_close()
    {
        await using var server = await KestrelServer.StartAsync(socket => EchoAsync(socket, fragment: int.MaxValue));
        var connection = await WebSocketConnection.ConnectAsync(server.Url).Within();
        await connection.SendTextAsync("x").Within();
        await connection.CloseAsync(4000, "enough").Within();
        Assert.Equal((4000, "enough", false), (connection.Closed?.Code, connection.Closed?.Reason, connection.Closed?.InitiatedByPeer));
    }

    [Fact]
    public async Task The_server_closes()
    {
        var answered = new TaskCompletionSource<WebSocketCloseStatus?>();
        await using var server = await KestrelServer.StartAsync(async socket =>
        {
            await socket.CloseAsync((WebSocketCloseStatus)4001, "no more", CancellationToken.None);
            answered.SetResult(socket.CloseStatus);
        });
        await using var connection = await WebSocketConnection.ConnectAsync(server.Url).Within();
        Assert.True((await connection.ReceiveAsync().Within()).IsClose);
        Assert.Equal((4001, "no more", true), (connection.Closed?.Code, connection.Closed?.Reason, connection.Closed?.InitiatedByPeer));
        Assert.Equal(4001, (int)(await answered.Task.Within())!);
    }

    [Fact]
    public async Task Subprotocol_is_the_one_the_server_chose()
    {
        await using var server = await KestrelServer.StartAsync(socket => EchoAsync(socket, fragment: int.MaxValue), "second");
        await using var connection = await WebSocketConnection.ConnectAsync(server.Url, new() { Subprotocols = ["first", "second"] }).Within();
        Assert.Equal("second", connection.Subprotocol);
    }

    private static async Task Receives(WebSocketConnection connection, WebSocketOpcode type, byte[] payload)
    {
        var message = await connection.ReceiveAsync().Within();
        Assert.Equal(type, message.Type);
        Assert.True(message.Payload.Span.SequenceEqual(payload));
    }

    private static async Task EchoAsync(WebSocket socket, int fragment)
    {
        var buffer = new byte[2 << 20];
        while (true)
        {
            var count = 0;
            ValueWebSocketReceiveResult received;
            do
            {
                received = await socket.ReceiveAsync(buffer.AsMemory(count), CancellationToken.None);
                count += received.Count;
            }
            while (!received.EndOfMessage);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseOutputAsync(socket.CloseStatus!.Value, socket.CloseStatusDescription, CancellationToken.None);
                return;
            }

            var sent = 0;
            do
            {
                var size = Math.Min(fragment, count - sent);
                await socket.SendAsync(buffer.AsMemory(sent, size), received.MessageType, sent + size == count, CancellationToken.None);
                sent += size;
            }
            while (sent < count);
        }
    }
}
