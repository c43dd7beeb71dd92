using System.Net.Sockets;

namespace WsRpc.Load;

/// <summary>A socket as it is.</summary>
internal sealed class PlainLink(Socket socket) : ILink
{
    private readonly SocketOctets _octets = new(socket);

    public bool ReadsAhead => false;

    public int Receive(Memory<byte> room) => _octets.Receive(room.Span);

    public int Send(ReadOnlyMemory<byte> octets) => _octets.Send(octets.Span);

    public bool TryFlush() => true;
}
