using System.Net.Sockets;
using System.Text;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Conformance;

/// <summary>The server's side of the opening handshake (RFC 6455 §4.2), over a socket: what is refused, and what comes behind the head.</summary>
public sealed class RequestTests
{
    private static readonly byte[] Frame = new FrameEncoder(masks: true).Encode(Frames.Text("early"));

    [Theory]
    [InlineData("GET /", "POST /", 405)]
    [InlineData("GET /", "get /", 405)]
    [InlineData("HTTP/1.1", "HTTP/1.0", 505)]
    [InlineData("HTTP/1.1", "HTTP/2.0", 505)]
    [InlineData("Host: ", "X-Host: ", 400)]
    [InlineData("Upgrade: websocket", "Upgrade: h2c", 426)]
    [InlineData("Connection: Upgrade", "Connection: keep-alive", 400)]
    [InlineData("Version: 13", "Version: 8", 426)]
    [InlineData("Sec-WebSocket-Version: 13", "Sec-WebSocket-Draft: 2", 426)]
    [InlineData("25jZQ==", "25jZQ=", 400)] // a key that is too short
    [InlineData("Sec-WebSocket-Key", "Sec-WebSocket-Key1", 400)]
    [InlineData("Connection: Upgrade", "Connection: Upgrade\r\nContent-Length: 5", 400)]
    [InlineData("Connection: Upgrade", "Connection: Upgrade\r\nTransfer-Encoding: chunked", 400)]
    [InlineData("Connection: Upgrade", "Connection: Upgrade\r\nSec-WebSocket-Protocol: ch\u00e4t", 400)]
    [InlineData("Connection: Upgrade", "Connection: Upgrade\r\nSec-WebSocket-Protocol: a\0b", 400)]
    [InlineData("Connection: Upgrade", "Connection: Upgrade\r\nSec-WebSocket-Extensions: a; b=\"\\", 400)]
    [InlineData("Connection: Upgrade", "Connection: Upgrade\nX: y", 400)]
    public async Task Request_that_bends_a_rule_is_answered_with_a_status_and_its_frames_with_nothing(string part, string bent, int status)
    {
        using var loopback = new Loopback();
        var request = OpeningHandshake.Request(loopback.Port);
        Assert.Contains(part, request);
        var answer = await AnswerTo(loopback, request.Replace(part, bent));
        Assert.StartsWith($"HTTP/1.1 {status} ", answer);
        Assert.DoesNotContain("early", answer);
        if (status == 426)
        {
            Assert.Contains("Sec-WebSocket-Version: 13\r\n", answer);
        }
    }

    [Fact]
    public async Task Too_many_headers_are_431()
    {
        using var loopback = new Loopback();
        var many = string.Concat(Enumerable.Range(0, 2000).Select(i => $"A{i}:\r\n")); // within the octets allowed
        Assert.StartsWith("HTTP/1.1 431 ", await AnswerTo(loopback, OpeningHandshake.Request(loopback.Port, many)));
    }

    [Fact]
    public async Task Frames_behind_the_head_are_kept_wherever_they_are_cut()
    {
        using var loopback = new Loopback();
        byte[] octets = [.. Encoding.Latin1.GetBytes(OpeningHandshake.Request(loopback.Port)), .. Frame];
        for (var cut = octets.Length - Frame.Length - 5; cut <= octets.Length; cut++)
        {
            await IsEchoed(loopback, octets, socket => SendInTwo(socket, octets, cut));
        }
    }

    [Fact]
    public async Task Request_and_frames_may_come_one_octet_at_a_time()
    {
        using var loopback = new Loopback();
        byte[] octets = [.. Encoding.Latin1.GetBytes(OpeningHandshake.Request(loopback.Port)), .. Frame];
        await IsEchoed(loopback, octets, async socket =>
        {
            foreach (var octet in octets)
            {
                await socket.SendAsync(new[] { octet }).Within();
            }
        });
    }

    private static async Task IsEchoed(Loopback loopback, byte[] octets, Func<Socket, Task> send)
    {
        using var socket = await loopback.ConnectAsync();
        var serving = new WsRpcEchoServer().ServeAsync(await loopback.AcceptAsync(), WebSocketLimits.Default);
        await send(socket);
        var received = new SocketOctets(socket);

        // Nothing of the frames before the 101.
        Assert.StartsWith("HTTP/1.1 101 ", await received.ReadHeadAsync().Within());
        Assert.Equal("early"u8.ToArray(), (await new FrameReader(received, expectsMask: false).ReadAsync().Within())!.Payload.ToArray());
        socket.Shutdown(SocketShutdown.Send);
        await serving.Within();
    }

    private static async Task SendInTwo(Socket socket, byte[] octets, int cut)
    {
        await socket.SendAsync(octets.AsMemory(0, cut)).Within();
        await Task.Yield();
        await socket.SendAsync(octets.AsMemory(cut)).Within();
    }

    private static async Task<string> AnswerTo(Loopback loopback, string request)
    {
        using var socket = await loopback.ConnectAsync();
        var refusing = RefuseAsync(await loopback.AcceptAsync());
        await socket.SendAsync((byte[])[.. Encoding.Latin1.GetBytes(request), .. Frame]).Within();
        var answer = new byte[64 * 1024];
        var count = await new SocketOctets(socket).ReadAsync(answer).Within();
        socket.Shutdown(SocketShutdown.Send);
        await refusing.Within();
        return Encoding.Latin1.GetString(answer, 0, count);
    }

    private static async Task RefuseAsync(Socket socket)
    {
        await using var stream = SocketIo.Default.StreamOver(socket);
        var (opening, rejection) = await ServerOpening.ReadAsync(stream, HandshakeLimits.Default, CancellationToken.None);
        Assert.Null(opening);
        await ServerOpening.RefuseAsync(stream, rejection!, CancellationToken.None);
    }
}
