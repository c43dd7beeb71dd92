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
    private const int BufferSize = 1024;

    private readonly List<BufferedStream> _streams = [];

    /// <summary>Opens connections, one after the other.</summary>
    public void Open(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var socket = ClientHandshake.Connect(port, new IPAddress([127, 0, 0, (byte)(1 + (i / ConnectionsPerAddress))]));
            var plain = new NetworkStream(socket, ownsSocket: true);
            var stream = new BufferedStream(peer.SpeaksTls ? LoadTls.Over(plain) : plain, BufferSize);
            _streams.Add(stream);
            stream.Upgrade(port, peer.Subprotocol, peer.Compression);
            if (peer.Subprotocol is not null)
            {
                ReadMessage(stream);
            }
        }
    }

    /// <summary>Sends the request on every connection, and checks every reply.</summary>
    public void ExchangeOnEach()
    {
        foreach (var some in _streams.Chunk(AtATime))
        {
            foreach (var stream in some)
            {
                stream.Write(peer.Request.Frame);
                stream.Flush();
            }

            foreach (var stream in some)
            {
                CheckReply(ReadMessage(stream));
            }
        }
    }

    public void Dispose() => _streams.ForEach(stream => stream.Dispose());

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
    private byte[] ReadMessage(BufferedStream stream)
    {
        var header = Read(stream, 2);
        if (header[0] != (peer.Compression is null ? EchoMessage.Beginning : EchoMessage.CompressedBeginning) || header[1] > 126)
        {
            throw new InvalidDataException($"0x{header[0]:x2}{header[1]:x2} does not begin a short text message, or not in the way that was agreed on.");
        }

        return Read(stream, header[1] < 126 ? header[1] : BinaryPrimitives.ReadUInt16BigEndian(Read(stream, sizeof(ushort))));
    }

    private static byte[] Read(BufferedStream stream, int length)
    {
        var octets = new byte[length];
        stream.ReadExactly(octets);
        return octets;
    }
}
