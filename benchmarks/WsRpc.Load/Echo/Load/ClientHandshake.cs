using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WsRpc.Load;

/// <summary>Opens the connections of a load.</summary>
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
    /// <param name="stream">The connection. With its own buffer: it is read octet by octet, to the end of the answer and no further.</param>
    /// <param name="port">Of the server.</param>
    /// <param name="subprotocol">The only one that is offered, if any.</param>
    /// <param name="compression">What is to be agreed on; without it, nothing may be.</param>
    public static void Upgrade(this BufferedStream stream, int port, string? subprotocol = null, DeflateTerms? compression = null)
    {
        var offer = subprotocol is null ? "" : $"Sec-WebSocket-Protocol: {subprotocol}\r\n";
        offer += compression is null ? "" : $"{compression.Offer}\r\n";
        stream.Write(Encoding.ASCII.GetBytes(
            $"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + $"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n{offer}\r\n"));
        stream.Flush();
        var head = ReadHead(stream);
        if (!head.StartsWith("HTTP/1.1 101 ", StringComparison.Ordinal)
            || !head.Contains(Accept, StringComparison.OrdinalIgnoreCase)
            || !(compression?.AreAgreedToBy(head) ?? !DeflateTerms.AreMentionedIn(head)))
        {
            throw new InvalidDataException($"The server did not open the WebSocket that was asked for: {head}");
        }
    }

    private static string ReadHead(BufferedStream stream)
    {
        var head = new StringBuilder();
        while (head.Length < LongestHead && stream.ReadByte() is >= 0 and var octet)
        {
            head.Append((char)octet);
            if (octet == '\n' && head.ToString().EndsWith(End, StringComparison.Ordinal))
            {
                return head.ToString();
            }
        }

        throw new EndOfStreamException("The server's answer to the opening request has no end.");
    }
}
