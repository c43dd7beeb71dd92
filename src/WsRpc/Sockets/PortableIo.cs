using System.Net;
using System.Net.Sockets;

namespace WsRpc;

/// <summary>Sockets as the platform has them: on any system, each wait ending with a hop to the thread pool.</summary>
internal sealed class PortableIo : SocketIo
{
    public override NetworkStream StreamOver(Socket socket) => new(socket, ownsSocket: true);

    public override async Task<NetworkStream> ConnectAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.Configured().ConnectAsync(address, cancellationToken).ConfigureAwait(false);
            return StreamOver(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
