using System.Net.Security;
using System.Net.Sockets;

namespace WsRpc;

/// <summary>TLS over a socket, which stays in reach: the end of a connection needs it, and so does whoever asks for the peer.</summary>
internal sealed class TlsStream(NetworkStream socket) : SslStream(socket, leaveInnerStreamOpen: false)
{
    public Socket Socket => ((NetworkStream)InnerStream).Socket;
}
