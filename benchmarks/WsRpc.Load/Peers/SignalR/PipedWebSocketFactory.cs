using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;

namespace WsRpc.Load;

/// <summary>Dials for SignalR's client.</summary>
internal sealed class PipedWebSocketFactory : IConnectionFactory
{
    public async ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(((UriEndPoint)endpoint).Uri, cancellationToken);
        return new PipedWebSocket(socket);
    }
}
