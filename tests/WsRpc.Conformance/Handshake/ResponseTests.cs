using System.Net.Sockets;
using System.Text;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Conformance;

/// <summary>The client's side of the opening handshake (RFC 6455 §4.1), over a socket.</summary>
public sealed class ResponseTests
{
    private static readonly byte[] Frame = new FrameEncoder(masks: false).Encode(Frames.Text("early"));

    [Theory]
    [InlineData("101 Switching Protocols", "200 OK", "200, not 101")]
    [InlineData("101 Switching Protocols", "302 Found\r\nLocation: /elsewhere", "redirects are not followed")]
    [InlineData("101 Switching Protocols", "401 Unauthorized\r\nWWW-Authenticate: Basic", "401, not 101")]
    [InlineData("HTTP/1.1", "HTTP/1.0", "another version")]
    [InlineData("Upgrade: websocket\r\n", "", "Upgrade: websocket")]
    [InlineData("Connection: Upgrade\r\n", "", "Connection: Upgrade")]
    [InlineData("Sec-WebSocket-Accept: ", "Sec-WebSocket-Accept: A", "does not fit the key")]
    [InlineData("Sec-WebSocket-Accept: ", "X-Accept: ", "does not fit the key")]
    [InlineData("Connection: Upgrade", "Connection: Upgrade\r\nSec-WebSocket-Protocol: chat", "subprotocol that was not offered")]
    [InlineData("Connection: Upgrade", "Connection: Upgrade\r\nSec-WebSocket-Extensions: permessage-deflate", "extension that was not offered")]
    [InlineData("Connection: Upgrade", "Connection: Upgrade\nX: y", "not HTTP")]
    [InlineData("Connection: Upgrade", "Connection: Upgrade\r\nX: \0", "not HTTP")]
    public async Task Response_that_bends_a_rule_opens_nothing_and_ends_the_connection(string part, string bent, string complaint)
    {
        using var loopback = new Loopback();
        var connecting = WebSocketConnection.ConnectAsync(loopback.Url);
        using var socket = await loopback.AcceptAsync();
        var octets = new SocketOctets(socket);
        var response = OpeningHandshake.Response(await octets.ReadHeadAsync().Within());
        Assert.Contains(part, response);
        await socket.SendAsync(Encoding.Latin1.GetBytes(response.Replace(part, bent))).Within();
        var exception = await Assert.ThrowsAsync<WebSocketConnectException>(() => connecting.Within());
        Assert.Contains(complaint, exception.Message);
        Assert.Equal(0, await octets.ReadAsync(new byte[1]).Within());
    }

    [Fact]
    public async Task Response_that_never_ends_is_given_up_at_the_limit()
    {
        using var loopback = new Loopback();
        var connecting = WebSocketConnection.ConnectAsync(loopback.Url);
        using var socket = await loopback.AcceptAsync();
        await new SocketOctets(socket).ReadHeadAsync().Within();
        var exchange = Assert.ThrowsAsync<WebSocketConnectException>(() => connecting.Within());
        await socket.SendAsync(Encoding.Latin1.GetBytes($"HTTP/1.1 101 Switching Protocols\r\nX: {new string('x', 16 * 1024)}")).Within();
        Assert.Contains("not HTTP", (await exchange).Message);
    }

    [Fact]
    public async Task Frames_behind_the_head_are_kept_wherever_they_are_cut()
    {
        using var loopback = new Loopback();
        for (var before = -5; before <= Frame.Length; before++)
        {
            var connecting = WebSocketConnection.ConnectAsync(loopback.Url);
            using var socket = await loopback.AcceptAsync();
            var request = await new SocketOctets(socket).ReadHeadAsync().Within();
            byte[] octets = [.. Encoding.Latin1.GetBytes(OpeningHandshake.Response(request)), .. Frame];
            var cut = octets.Length - Frame.Length + before;
            await socket.SendAsync(octets.AsMemory(0, cut)).Within();
            await Task.Yield();
            await socket.SendAsync(octets.AsMemory(cut)).Within();
            var connection = await connecting.Within();
            Assert.Equal("early"u8.ToArray(), (await connection.ReceiveAsync().Within()).Payload.ToArray());
            connection.Abort();
        }
    }

    [Fact]
    public async Task Every_connection_has_a_nonce_of_its_own()
    {
        using var loopback = new Loopback();
        var keys = new HashSet<string>();
        for (var i = 0; i < 20; i++)
        {
            var connecting = WebSocketConnection.ConnectAsync(loopback.Url);
            using (var socket = await loopback.AcceptAsync())
            {
                Assert.True(keys.Add(OpeningHandshake.Field(await new SocketOctets(socket).ReadHeadAsync().Within(), "Sec-WebSocket-Key")));
                socket.Shutdown(SocketShutdown.Both);
            }

            await Assert.ThrowsAsync<WebSocketConnectException>(() => connecting.Within());
        }
    }
}
