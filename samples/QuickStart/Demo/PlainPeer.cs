using System.Net.WebSockets;
using System.Text;

namespace QuickStart.Demo;

/// <summary>A JSON-RPC 2.0 client that knows nothing of WsRpc: it sends and receives text, and prints it.</summary>
internal sealed class PlainPeer : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[4096];

    public Task ConnectAsync(Uri url) => _socket.ConnectAsync(url, CancellationToken.None);

    public async Task SendAsync(string message)
    {
        Console.WriteLine($"  -> {message}");
        await _socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
    }

    public async Task ReceiveAsync()
    {
        var received = await _socket.ReceiveAsync(_buffer, CancellationToken.None);
        Console.WriteLine($"  <- {Encoding.UTF8.GetString(_buffer, 0, received.Count)}");
    }

    public Task CloseAsync() => _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);

    public void Dispose() => _socket.Dispose();
}
