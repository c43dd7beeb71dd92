using System.Text;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Interop.Tests;

/// <summary>Our server as an echo, which reports how connections ended under their paths.</summary>
internal sealed class EchoServer : IDisposable
{
    private readonly Reception _reception = new();

    public EchoServer() => _ = AcceptAsync();

    public int Port => _reception.Port;

    public Reports Closed { get; } = new();

    public void Dispose() => _reception.Dispose();

    private async Task AcceptAsync()
    {
        while (true)
        {
            var (connection, path) = await _reception.AcceptAsync(new() { MinMessageBytes = 0 });
            _ = EchoAsync(connection, path[1..]);
        }
    }

    private async Task EchoAsync(WebSocketConnection connection, string id)
    {
        while (await connection.ReceiveAsync() is { IsClose: false } message)
        {
            if (message.Type == WebSocketOpcode.Text && message.Payload.Span.StartsWith("!close "u8))
            {
                var command = Encoding.UTF8.GetString(message.Payload.Span).Split(' ', 3);
                await connection.CloseAsync(int.Parse(command[1]), command[2]);
            }
            else
            {
                await connection.SendAsync(message.Type, message.Payload);
            }
        }

        Closed.Add(id, $"{connection.Closed?.Code} {connection.Closed?.Reason}");
    }
}
