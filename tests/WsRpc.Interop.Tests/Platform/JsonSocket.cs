using System.Net.WebSockets;
using System.Text;

namespace WsRpc.Interop.Tests;

/// <summary>The platform's WebSocket, speaking JSON by hand.</summary>
internal static class JsonSocket
{
    public static Task Sends(this WebSocket socket, string json) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(json), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None).Within();

    public static async Task<string> Receive(this WebSocket socket)
    {
        var text = new StringBuilder();
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer, CancellationToken.None).Within();
            Assert.Equal(WebSocketMessageType.Text, received.MessageType);
            text.Append(Encoding.UTF8.GetString(buffer, 0, received.Count));
            if (received.EndOfMessage)
            {
                return text.ToString();
            }
        }
    }

    public static async Task Receives(this WebSocket socket, string json) => Assert.Equal(json, await socket.Receive());

    public static async Task ReceivesClose(this WebSocket socket, int code, string reason)
    {
        var received = await socket.ReceiveAsync(new byte[1024], CancellationToken.None).Within();
        Assert.Equal(WebSocketMessageType.Close, received.MessageType);
        Assert.Equal((code, reason), ((int)socket.CloseStatus!, socket.CloseStatusDescription));
    }
}
