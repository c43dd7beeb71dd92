using System.Net.WebSockets;
using System.Text;

namespace WsRpc.Interop.Tests;

/// <summary>Sends every message back as it came; a text that begins with "!" tells it to do something else first.</summary>
internal static class PlatformEcho
{
    /// <returns>How the connection ended: "code reason".</returns>
    public static async Task<string> EchoAsync(WebSocket socket)
    {
        try
        {
            return await EchoUntilClosedAsync(socket);
        }
        catch (WebSocketException exception)
        {
            return $"1006 {exception.Message}";
        }
    }

    private static async Task<string> EchoUntilClosedAsync(WebSocket socket)
    {
        var buffer = new byte[2 << 20];
        var fragment = int.MaxValue;
        while (true)
        {
            var (message, type) = await ReceiveAsync(socket, buffer);
            if (type == WebSocketMessageType.Close)
            {
                if (socket.State == WebSocketState.CloseReceived)
                {
                    await socket.CloseOutputAsync(socket.CloseStatus!.Value, socket.CloseStatusDescription, CancellationToken.None);
                }

                return $"{(int)socket.CloseStatus!} {socket.CloseStatusDescription}";
            }

            if (type == WebSocketMessageType.Binary || !message.Span.StartsWith("!"u8))
            {
                await SendAsync(socket, message, type, fragment);
                continue;
            }

            var command = Encoding.UTF8.GetString(message.Span).Split(' ', 3);
            switch (command[0])
            {
                case "!close":
                    await socket.CloseOutputAsync((WebSocketCloseStatus)int.Parse(command[1]), command[2], CancellationToken.None);
                    break;
                case "!abort":
                    socket.Abort();
                    return "1006 by this end";
                case "!fragment":
                    fragment = int.Parse(command[1]);
                    break;
            }
        }
    }

    private static async Task<(ReadOnlyMemory<byte> Message, WebSocketMessageType Type)> ReceiveAsync(WebSocket socket, byte[] buffer)
    {
        var count = 0;
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(count), CancellationToken.None);
            count += received.Count;
            if (received.EndOfMessage)
            {
                return (buffer.AsMemory(0, count), received.MessageType);
            }
        }
    }

    private static async Task SendAsync(WebSocket socket, ReadOnlyMemory<byte> message, WebSocketMessageType type, int fragment)
    {
        do
        {
            var size = Math.Min(fragment, message.Length);
            await socket.SendAsync(message[..size], type, endOfMessage: size == message.Length, CancellationToken.None);
            message = message[size..];
        }
        while (!message.IsEmpty);
    }
}
