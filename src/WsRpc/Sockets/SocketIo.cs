using System.Net;
using System.Net.Sockets;

namespace WsRpc;

/// <summary>How sockets are waited for. Everything above sees a stream that can be read into no room, to wait without holding a buffer.</summary>
internal abstract class SocketIo
{
    private const string PortableSwitch = "WsRpc.PortableSockets";

    /// <summary>The platform's sockets.</summary>
    public static SocketIo Portable { get; } = new PortableIo();

    /// <summary>The fastest there is here; the portable one if the switch <c>WsRpc.PortableSockets</c> is on.</summary>
    public static SocketIo Default { get; } =
        AppContext.TryGetSwitch(PortableSwitch, out var portable) && portable ? Portable : EpollIo.Shared ?? Portable;

    /// <summary>The stream over a socket that is connected, and that nothing has waited for yet; it owns the socket.</summary>
    public abstract NetworkStream StreamOver(Socket socket);

    /// <summary>Connects to an address.</summary>
    /// <exception cref="SocketException">It cannot be reached, does not answer, or refuses.</exception>
    /// <exception cref="IOException">The same.</exception>
    public abstract Task<NetworkStream> ConnectAsync(IPEndPoint address, CancellationToken cancellationToken);
}
