using System.Net.Security;
using System.Net.Sockets;
using WsRpc.Protocol.WebSocket;
using WsRpc.Tests.Sockets;

namespace WsRpc.Tests.Tls;

/// <summary>What a connection over TLS holds while nothing comes.</summary>
public sealed class IdleTlsTests
{
    [Fact]
    public async Task Idle_connection_waits_without_a_buffer()
    {
        var (accepted, peer) = await SocketPair.ConnectSocketsAsync();
        using var watched = new WatchedStream(accepted);
        await using var server = new TlsStream(watched);
        await using var client = new SslStream(new NetworkStream(peer, ownsSocket: true));
        await Task.WhenAll(
            server.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Authority.Shared.IssueServer() }),
            client.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost", CertificateChainPolicy = Authority.Shared.Trust })).Within();
        await using var connection = WebSocketConnection.FromStream(server, WebSocketRole.Server);

        // A message is received; then the connection is idle again.
        var receiving = connection.ReceiveAsync().AsTask();
        await client.WriteAsync(new byte[] { 0x81, 0x80, 0, 0, 0, 0 }).AsTask().Within();
        Assert.False((await receiving.Within()).IsClose);
        var idle = connection.ReceiveAsync().AsTask();
        await InTime.Until(() => watched.RoomOfWait == 0);
        Assert.False(idle.IsCompleted);
        connection.Abort();
        Assert.True((await idle.Within()).IsClose);
    }

    private sealed class WatchedStream(Socket socket) : NetworkStream(socket, ownsSocket: true)
    {
        private int _waitsFor = -1;

        /// <summary>How much room the read at hand has; negative when there is none at hand.</summary>
        public int RoomOfWait => Volatile.Read(ref _waitsFor);

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Volatile.Write(ref _waitsFor, buffer.Length);
            var count = await base.ReadAsync(buffer, cancellationToken);
            Volatile.Write(ref _waitsFor, -1);
            return count;
        }
    }
}
