using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace WsRpc.Load;

/// <summary>Open connections to one server.</summary>
internal sealed class IdleConnections(IdlePeer peer, int port) : IDisposable
{
    // An address has some 28,000 ports for clients; others of the machine may want some.
    private const int ConnectionsPerAddress = 5000;
    private const int AtATime = 200;

    private readonly List<Socket> _sockets = [];

    /// <summary>Opens connections, one after the other.</summary>
    public void Open(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var socket = ClientHandshake.Connect(port, new IPAddress([127, 0, 0, (byte)(1 + (i / ConnectionsPerAddress))]));
            _sockets.Add(socket);
            socket.Upgraded(port, peer.Subprotocol, peer.Compression);
            if (peer.Subprotocol is not null)
            {
                ReadMessage(socket);
            }
        }
    }

    /// <summary>Sends the request on every connection, and checks every reply.</summary>
    public void ExchangeOnEach()
    {
        foreach (var some in _sockets.Chunk(AtATime))
        {
            foreach (var socket in some)
            {
                socket.Send(peer.Request.Frame);
            }

            foreach (var socket in some)
            {
                CheckReply(ReadMessage(socket));
            }
        }
    }

    public void Dispose() => _sockets.ForEach(socket => socket.Dispose());

    private void CheckReply(byte[] carried)
    {
        if (peer.Compression is { } terms)
        {
            using var inflation = new ReplyInflation(terms.ServerTakeover);
            inflation.Add(carried);
            inflation.EndAs(peer.Reply);
        }
        else if (!carried.AsSpan().SequenceEqual(peer.Reply))
        {
            throw new InvalidDataException("The reply is not the one that was to come.");
        }
    }

    // Short and in one frame, as all messages here are.
    private byte[] ReadMessage(Socket socket)
    {
        var header = Read(socket, 2);
        if (header[0] != (peer.Compression is null ? EchoMessage.Beginning : EchoMessage.CompressedBeginning) || header[1] > 126)
        {
            throw new InvalidDataException($"0x{header[0]:x2}{header[1]:x2} does not begin a short text message, or not in the way that was agreed on.");
        }

        return Read(socket, header[1] < 126 ? header[1] : BinaryPrimitives.ReadUInt16BigEndian(Read(socket, sizeof(ushort))));
    }

    private static byte[] Read(Socket socket, int length)
    {
        var octets = new byte[length];
        for (var read = 0; read < length;)
        {
            read += socket.Receive(octets.AsSpan(read)) is > 0 and var count ? count : throw new EndOfStreamException("The server has closed a connection.");
        }

        return octets;
    }
}
