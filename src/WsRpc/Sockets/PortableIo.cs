using System.Net.Sockets;

namespace WsRpc;

/// <summary>Sockets as the platform has them: on any system, each wait ending with a hop to the thread pool.</summary>
internal sealed class PortableIo : SocketIo
{
    public override NetworkStream StreamOver(Socket socket) => new(socket, ownsSocket: true);

    public override async Task<NetworkStream> ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp).Configured();
        try
        {
            await socket.ConnectAsync(host, port, cancellationToken).ConfigureAwait(false);
            return StreamOver(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
