using System.Text;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Tests.Connections;

/// <summary>The opening handshake of a server that does without RPC (RFC 6455 §4.2).</summary>
public sealed class AcceptTests
{
    [Fact]
    public async Task Request_is_accepted_and_frames_behind_it_are_received()
    {
        var stream = new ScriptedStream { ReadSize = 7 };
        Request(stream, "Sec-WebSocket-Protocol: chat, binary\r\n", [0x81, 0x81, 0, 0, 0, 0, (byte)'x']);
        var connection = await WebSocketConnection.AcceptAsync(stream, new()
        {
            Subprotocols = ["base64", "binary"],
            Headers = [new("Server", "test")],
        }).Within();

        Assert.Equal(("binary", WebSocketRole.Server), (connection.Subprotocol, connection.Role));
        var response = Encoding.ASCII.GetString(stream.Written);
        Assert.StartsWith("HTTP/1.1 101 Switching Protocols\r\n", response);
        Assert.Contains("\r\nSec-WebSocket-Protocol: binary\r\n", response);
        Assert.Contains("\r\nServer: test\r\n", response);
        Assert.Contains("\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n", response);
        Assert.Equal("x"u8.ToArray(), (await connection.ReceiveAsync().Within()).Payload.ToArray());
        connection.Abort();
    }

    [Fact]
    public async Task Check_sees_the_request_and_accepts_it()
    {
        var stream = new ScriptedStream();
        Request(stream, "Cookie: a=b\r\n");
        string? seen = null;
        var connection = await WebSocketConnection.AcceptAsync(stream, new()
        {
            Check = async (request, cancellationToken) =>
            {
                await Task.Yield();
                seen = $"{request.Head.Path} {request.Head.Query} {request.Head.Headers["Cookie"]} {cancellationToken.CanBeCanceled}";
                return null;
            },
        }).Within();
        Assert.Equal("/socket a=1 a=b True", seen);
        connection.Abort();
    }

    [Fact]
    public async Task Check_refuses_with_a_status_and_a_page()
    {
        var stream = new ScriptedStream();
        Request(stream);
        var refused = await RefusedAsync(stream, new()
        {
            Check = (_, _) => new(new HandshakeRejection(401, "Who are you?") { Headers = [new("WWW-Authenticate", "Bearer")] }),
        });
        Assert.Equal(401, refused.StatusCode);
        var response = Encoding.ASCII.GetString(stream.Written);
        Assert.StartsWith("HTTP/1.1 401 ", response);
        Assert.Contains("\r\nWWW-Authenticate: Bearer\r\n", response);
        Assert.EndsWith("Who are you?\n", response);
    }

    [Theory]
    [InlineData("https://example.org", 403)]
    [InlineData("null", 403)]
    [InlineData("http://test", null)]
    [InlineData("https://app.example.com", null)]
    public async Task Pages_of_other_origins_need_to_be_allowed(string origin, int? refusedWith)
    {
        var stream = new ScriptedStream();
        Request(stream, $"Origin: {origin}\r\n");
        var options = new WebSocketAcceptOptions { AllowedOrigins = ["https://app.example.com"] };
        if (refusedWith is null)
        {
            (await WebSocketConnection.AcceptAsync(stream, options).Within()).Abort();
        }
        else
        {
            Assert.Equal(refusedWith, (await RefusedAsync(stream, options)).StatusCode);
        }
    }

    [Fact]
    public async Task Star_admits_every_page_to_the_check()
    {
        var stream = new ScriptedStream();
        Request(stream, "Origin: https://example.org\r\n");
        string? origin = null;
        var connection = await WebSocketConnection.AcceptAsync(stream, new()
        {
            AllowedOrigins = ["*"],
            Check = (request, _) =>
            {
                origin = request.Origin;
                return default;
            },
        }).Within();
        Assert.Equal("https://example.org", origin);
        connection.Abort();
    }

    [Fact]
    public async Task Request_that_asks_for_no_websocket_is_refused_by_the_protocol()
    {
        var stream = new ScriptedStream();
        stream.Arrives(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: test\r\n\r\n"));
        Assert.Equal(426, (await RefusedAsync(stream, new())).StatusCode);
        Assert.StartsWith("HTTP/1.1 426 ", Encoding.ASCII.GetString(stream.Written));
    }

    [Fact]
    public async Task Client_that_takes_too_long_is_left()
    {
        var clock = new FakeTimeProvider();
        var stream = new ScriptedStream();
        stream.Arrives("GET "u8.ToArray());
        var accepting = WebSocketConnection.AcceptAsync(stream, new() { Connection = new() { TimeProvider = clock } });
        clock.Advance(TimeSpan.FromSeconds(10));
        var left = await Assert.ThrowsAsync<WebSocketAcceptException>(() => accepting.Within());
        Assert.Null(left.StatusCode);
        Assert.Contains("HandshakeTimeout, 10 s", left.Message);
        Assert.Empty(stream.Written);
        Assert.True(stream.IsDisposed);
    }

    [Fact]
    public async Task Client_that_goes_away_is_no_connection()
    {
        var stream = new ScriptedStream();
        stream.Arrives("GET "u8.ToArray());
        stream.Ends();
        Assert.Null((await RefusedAsync(stream, new())).StatusCode);
        var broken = new ScriptedStream();
        broken.Breaks(new IOException("reset"));
        Assert.Null((await RefusedAsync(broken, new())).StatusCode);
    }

    [Fact]
    public async Task Exception_of_the_check_and_cancellation_are_the_callers()
    {
        var stream = new ScriptedStream();
        Request(stream);
        var thrown = new InvalidOperationException("no database");
        Assert.Same(thrown, await Assert.ThrowsAsync<InvalidOperationException>(() =>
            WebSocketConnection.AcceptAsync(stream, new() { Check = (_, _) => throw thrown }).Within()));
        Assert.True(stream.IsDisposed);

        using var cancellation = new CancellationTokenSource();
        var idle = new ScriptedStream();
        var accepting = WebSocketConnection.AcceptAsync(idle, null, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => accepting.Within());
        Assert.True(idle.IsDisposed);
    }

    private static async Task<WebSocketAcceptException> RefusedAsync(ScriptedStream stream, WebSocketAcceptOptions options)
    {
        var refused = await Assert.ThrowsAsync<WebSocketAcceptException>(() => WebSocketConnection.AcceptAsync(stream, options).Within());
        Assert.True(stream.IsDisposed);
        return refused;
    }

    private static void Request(ScriptedStream stream, string more = "", params byte[] behind) =>
        stream.Arrives([.. Encoding.ASCII.GetBytes(RawSocket.Request(new Uri("ws://test/socket?a=1"), more).Replace("GET /socket ", "GET /socket?a=1 ")), .. behind]);
}
