using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WsRpc.Tests;

/// <summary>A TCP client or a TCP peer that speaks octet by octet, as a test dictates.</summary>
internal sealed class RawSocket(Socket socket) : IDisposable
{
    public static async Task<RawSocket> ConnectAsync(Uri url)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, url.Port).Within();
        return new RawSocket(socket);
    }

    /// <summary>A WebSocket request to <paramref name="url"/>, with a Host header and no subprotocol.</summary>
    public static string Request(Uri url, string more = "") =>
        $"GET {url.AbsolutePath} HTTP/1.1\r\nHost: {url.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
        $"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{more}\r\n";

    public Task Sends(string text) => Sends(Encoding.ASCII.GetBytes(text));

    public async Task Sends(byte[] octets) => await socket.SendAsync(octets).Within();

    /// <summary>All that comes until the peer ends its way.</summary>
    public async Task<string> ReceivesToEnd()
    {
        var all = new List<byte>();
        var buffer = new byte[4096];
        while (await socket.ReceiveAsync(buffer).Within() is > 0 and var count)
        {
            all.AddRange(buffer[..count]);
        }

        return Encoding.UTF8.GetString([.. all]);
    }

    /// <summary>Nothing comes, and the peer ends the connection, in whatever manner.</summary>
    public async Task IsCutOff()
    {
        try
        {
            Assert.Equal("", await ReceivesToEnd());
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionReset)
        {
        }
    }

    /// <summary>What comes, up to and with <paramref name="end"/>.</summary>
    public async Task<string> ReceivesUntil(string end)
    {
        var text = "";
        var buffer = new byte[1];
        while (!text.EndsWith(end, StringComparison.Ordinal))
        {
            Assert.True(await socket.ReceiveAsync(buffer).Within() > 0, $"Ended behind: {text}");
            text += (char)buffer[0];
        }

        return text;
    }

    /// <summary>Goes away as a process that is killed.</summary>
    public void Resets()
    {
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Dispose();
    }

    public void Dispose() => socket.Dispose();
}
