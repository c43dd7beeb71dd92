using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WsRpc.Load;

/// <summary>Opens the connections of a load: plain sockets, whose octets nobody has read further than the handshake.</summary>
internal static class ClientHandshake
{
    private const string End = "\r\n\r\n";
    private const string Accept = "\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"; // to the key below (RFC 6455 §1.3)
    private const int LongestHead = 4096;
    private const int TimeoutMilliseconds = 10_000;

    /// <summary>A connection without any handshake.</summary>
    /// <param name="port">Of the server, which is at 127.0.0.1.</param>
    /// <param name="source">The client's own address.</param>
    public static Socket Connect(int port, IPAddress source)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            ReceiveTimeout = TimeoutMilliseconds,
            LingerState = new LingerOption(enable: true, 0), // cut, not closed: no port is left waiting
        };
        try
        {
            socket.Bind(new IPEndPoint(source, 0));
            socket.Connect(IPAddress.Loopback, port);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Makes a WebSocket of a connection.</summary>
    /// <param name="socket">The connection.</param>
    /// <param name="port">Of the server.</param>
    /// <param name="subprotocol">The only one that is offered, if any.</param>
    /// <param name="compression">What is to be agreed on; without it, nothing may be.</param>
    public static Socket Upgraded(this Socket socket, int port, string? subprotocol = null, DeflateTerms? compression = null)
    {
        var offer = subprotocol is null ? "" : $"Sec-WebSocket-Protocol: {subprotocol}\r\n";
        offer += compression is null ? "" : $"{compression.Offer}\r\n";
        socket.Send(Encoding.ASCII.GetBytes(
            $"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + $"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n{offer}\r\n"));
        var head = ReadHead(socket);
        return head.StartsWith("HTTP/1.1 101 ", StringComparison.Ordinal)
            && head.Contains(Accept, StringComparison.OrdinalIgnoreCase)
            && (compression?.AreAgreedToBy(head) ?? !DeflateTerms.AreMentionedIn(head))
            ? socket
            : throw new InvalidDataException($"The server did not open the WebSocket that was asked for: {head}");
    }

    private static string ReadHead(Socket socket)
    {
        // Peeked at until it is whole, so that the frames behind it stay where they are.
        Span<byte> room = stackalloc byte[LongestHead];
        while (socket.Receive(room, SocketFlags.Peek) is > 0 and var count)
        {
            var head = Encoding.ASCII.GetString(room[..count]);
            if (head.IndexOf(End, StringComparison.Ordinal) is >= 0 and var end)
            {
                socket.Receive(room[..(end + End.Length)]);
                return head[..(end + End.Length)];
            }

            if (count == LongestHead)
            {
                break;
            }
        }

        throw new EndOfStreamException("The server's answer to the opening request has no end.");
    }
}
