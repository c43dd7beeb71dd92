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

    /// <summary>Connects to a host, trying its addresses one after the other.</summary>
    /// <exception cref="SocketException">There is no such host, or no address answers.</exception>
    /// <exception cref="IOException">No address answers.</exception>
    public abstract Task<NetworkStream> ConnectAsync(string host, int port, CancellationToken cancellationToken);
}
