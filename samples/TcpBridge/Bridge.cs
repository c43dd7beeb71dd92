using System.Net;
using System.Net.Sockets;
using WsRpc;
using WsRpc.Protocol.WebSocket;

namespace TcpBridge;

/// <summary>A WebSocket-to-TCP bridge, as websockify is: one TCP connection to the target for each WebSocket, whose octets are its octets.</summary>
public sealed class Bridge(IPEndPoint listenAt, Uri target, IReadOnlyCollection<string> allowedOrigins)
{
    private readonly TcpListener _listener = new(listenAt);
    private readonly WebSocketAcceptOptions _options = new() { Subprotocols = ["binary"], AllowedOrigins = allowedOrigins };

    public EndPoint ListensAt => _listener.LocalEndpoint;

    public async Task RunAsync(CancellationToken stopping)
    {
        _listener.Start();
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptSocketAsync(stopping), stopping);
            }
        }
        catch (OperationCanceledException)
        {
            _listener.Stop();
        }
    }

    private async Task ServeAsync(Socket client, CancellationToken stopping)
    {
        try
        {
            await using var webSocket = await WebSocketConnection.AcceptAsync(new NetworkStream(client, ownsSocket: true), _options, stopping);
            await using var stop = stopping.UnsafeRegister(static connection => ((WebSocketConnection)connection!).Abort(), webSocket);
            using var service = new TcpClient { NoDelay = client.NoDelay = true };
            try
            {
                await service.ConnectAsync(target.Host, target.Port, stopping);
                Task[] ways = [ToTargetAsync(webSocket, service.GetStream()), FromTargetAsync(service.GetStream(), webSocket)];
                await await Task.WhenAny(ways);
                await Task.WhenAll(ways).WaitAsync(TimeSpan.FromSeconds(5), stopping); // for what the target still does with what it was sent
            }
            catch (Exception exception) when (exception is IOException or SocketException or InvalidOperationException)
            {
                await webSocket.CloseAsync(WebSocketCloseCode.InternalError, "the target cannot be reached", stopping);
                throw;
            }
        }
        catch (Exception exception)
        {
            Console.Error.WriteLine(exception.Message);
        }
    }

    // Reads no further than the target takes. A client that has closed has no more to say, as a TCP client that ends its way.
    private static async Task ToTargetAsync(WebSocketConnection webSocket, NetworkStream target)
    {
        while (await webSocket.ReceiveMessageAsync() is { } message)
        {
            await message.CopyToAsync(target);
        }

        target.Socket.Shutdown(SocketShutdown.Send);
    }

    // Reads no faster than the client takes. When the target ends its way, all it has said goes out before the Close frame.
    private static async Task FromTargetAsync(NetworkStream target, WebSocketConnection webSocket)
    {
        var buffer = new byte[64 * 1024];
        while (await target.ReadAsync(buffer) is > 0 and var count)
        {
            await webSocket.SendAsync(WebSocketOpcode.Binary, buffer.AsMemory(0, count));
        }

        await webSocket.CloseAsync();
    }
}
