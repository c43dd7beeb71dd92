using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Load;

/// <summary>Messages of 64 KiB over a bare <see cref="WebSocketConnection"/>: what streams of octets could be at best.</summary>
internal sealed class RawUpload : IUploadPeer
{
    private const int MessageSize = 64 * 1024;

    public string Name => "wsrpc-raw";

    public Task<IPeerServer> StartServerAsync()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _ = ServeAsync(listener);
        return Task.FromResult<IPeerServer>(new Server(listener));
    }

    public async Task<long> UploadAsync(Uri url, UploadSource source)
    {
        await using var connection = await WebSocketConnection.ConnectAsync(url);
        var buffer = new byte[MessageSize];
        while (await source.ReadAsync(buffer) is > 0 and var read)
        {
            await connection.SendAsync(WebSocketOpcode.Binary, buffer.AsMemory(0, read));
        }

        await connection.SendAsync(WebSocketOpcode.Binary, ReadOnlyMemory<byte>.Empty);
        return BinaryPrimitives.ReadInt64BigEndian((await connection.ReceiveAsync()).Payload.Span);
    }

    private static async Task ServeAsync(TcpListener listener)
    {
        while (true)
        {
            var client = await listener.AcceptTcpClientAsync();
            await using var connection = await WebSocketConnection.AcceptAsync(client.GetStream(), new());
            var count = 0L;
            while (await connection.ReceiveAsync() is { IsClose: false, Payload.Length: > 0 } message)
            {
                count += message.Payload.Length;
            }

            var answer = new byte[sizeof(long)];
            BinaryPrimitives.WriteInt64BigEndian(answer, count);
            await connection.SendAsync(WebSocketOpcode.Binary, answer);
            await connection.ReceiveAsync();
        }
    }

    private sealed class Server(TcpListener listener) : IPeerServer
    {
        public Uri Url { get; } = new($"ws://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/rpc");

        public ValueTask DisposeAsync()
        {
            listener.Dispose();
            return default;
        }
    }
}
