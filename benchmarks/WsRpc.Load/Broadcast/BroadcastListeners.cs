using System.Net;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Load;

/// <summary>Clients that count what they are told; the same bare WebSockets for every server.</summary>
internal sealed class BroadcastListeners(IBroadcastPeer peer) : IAsyncDisposable
{
    private readonly List<WebSocketConnection> _connections = [];
    private TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _left;

    public async Task ConnectAsync(Uri url, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var connection = await WebSocketConnection.ConnectAsync(url, new() { Subprotocols = peer.Subprotocols, Proxy = null });
            if (peer.Greeting is { } greeting)
            {
                await connection.SendAsync(WebSocketOpcode.Text, greeting);
                await connection.ReceiveAsync();
            }

            _connections.Add(connection);
            _ = CountAsync(connection);
        }
    }

    /// <summary>Completes when each of them has been told once more.</summary>
    public Task WhenAllToldAsync()
    {
        _told = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _left, _connections.Count);
        return _told.Task;
    }

    public ValueTask DisposeAsync()
    {
        _connections.ForEach(connection => connection.Abort());
        return default;
    }

    private async Task CountAsync(WebSocketConnection connection)
    {
        while (await connection.ReceiveAsync() is { IsClose: false } message)
        {
            if (peer.Count(message.Payload.Span) is > 0 and var count && Interlocked.Add(ref _left, -count) == 0)
            {
                _told.SetResult();
            }
        }
    }
}
