using System.Buffers;
using System.Text;
using WsRpc.Protocol.WebSocket;
using static WsRpc.Protocol.Tests.WebSocket.Heads;

namespace WsRpc.Protocol.Tests.WebSocket;

public sealed class ClientHandshakeTests
{
    private static readonly ClientHandshakeRequest Request = new()
    {
        Host = "server.example.com",
        Target = "/chat?token=secret",
        Key = "dGhlIHNhbXBsZSBub25jZQ==",
        Subprotocols = ["chat", "superchat"],
    };

    private static readonly ClientHandshakeRequest Deflating = Request with
    {
        Extensions = ["permessage-deflate; client_max_window_bits", "permessage-deflate"],
    };

    [Fact]
    public void The_example_of_the_RFC_opens_the_WebSocket() => Assert.Equal("chat", AssertOpen(RfcResponse));

    [Fact]
    public void A_server_may_choose_no_subprotocol() => Assert.Null(AssertOpen(With("Sec-WebSocket-Protocol")));

    [Theory]
    [InlineData("Upgrade: WebSocket")]
    [InlineData("Connection: keep-alive, upgrade")]
    [InlineData("Server: x")]
    public void What_the_RFC_allows_opens_the_WebSocket(string line) => AssertOpen(With(line));

    [Theory]
    [InlineData("HTTP/1.1 404 Not Found", "404, not 101")]
    [InlineData("HTTP/1.1 200 OK", "200, not 101")]
    [InlineData("HTTP/1.1 401 Unauthorized", "401, not 101")]
    [InlineData("HTTP/1.1 301 Moved Permanently", "301, not 101; redirects are not followed")]
    [InlineData("HTTP/1.0 502 Bad Gateway", "502, not 101")]
    [InlineData("HTTP/1.0 101 Switching Protocols", "101 over another version than HTTP/1.1")]
    public void Another_status_line_is_refused(string line, string complaint) =>
        AssertRefused(RfcResponse.Replace("HTTP/1.1 101 Switching Protocols", line), complaint);

    [Theory]
    [InlineData("Upgrade")]
    [InlineData("Upgrade: h2c")]
    [InlineData("Upgrade: websocket, h2c")]
    [InlineData("Upgrade: websocket\r\nUpgrade: websocket")]
    public void Anything_but_one_Upgrade_is_refused(string line) => AssertRefused(With(line), "101 without \"Upgrade: websocket\"");

    [Theory]
    [InlineData("Connection")]
    [InlineData("Connection: close")]
    public void Connection_without_Upgrade_is_refused(string line) => AssertRefused(With(line), "101 without \"Connection: Upgrade\"");

    [Theory]
    [InlineData("Sec-WebSocket-Accept")]
    [InlineData("Sec-WebSocket-Accept:")]
    [InlineData("Sec-WebSocket-Accept: dGhlIHNhbXBsZSBub25jZQ==")]
    [InlineData("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo")]
    [InlineData("Sec-WebSocket-Accept: S3PPLMBITXAQ9KYGZZHZRBK+XOO=")]
    [InlineData("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo= x")]
    [InlineData("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")]
    public void Any_other_proof_is_refused(string line) => AssertRefused(With(line), "101 with a Sec-WebSocket-Accept that does not fit the key");

    [Theory]
    [InlineData("")]
    [InlineData("other")]
    [InlineData("CHAT")]
    [InlineData("chat, superchat")]
    [InlineData("chat\r\nSec-WebSocket-Protocol: chat")]
    public void A_subprotocol_that_was_not_offered_is_refused(string value) =>
        AssertRefused(With($"Sec-WebSocket-Protocol: {value}"), "101 with a subprotocol that was not offered");

    [Fact]
    public void Where_none_was_offered_any_subprotocol_is_refused() =>
        AssertRefused(RfcResponse, "101 with a subprotocol that was not offered", Request with { Subprotocols = [] });

    [Fact]
    public void Where_none_was_offered_any_extension_is_refused() =>
        AssertRefused(With("Sec-WebSocket-Extensions: permessage-deflate"), "101 with an extension that was not offered, or twice");

    [Theory]
    [InlineData("x")]
    [InlineData("permessage-deflate, x")]
    [InlineData("permessage-deflate, permessage-deflate")]
    [InlineData("permessage-deflate\r\nSec-WebSocket-Extensions: permessage-deflate")]
    public void An_extension_not_offered_or_agreed_twice_is_refused(string value) =>
        AssertRefused(With($"Sec-WebSocket-Extensions: {value}"), "101 with an extension that was not offered, or twice", Deflating);

    [Theory]
    [InlineData("")]
    [InlineData("permessage-deflate; a=\"1")]
    public void A_malformed_extension_is_refused(string value) =>
        AssertRefused(With($"Sec-WebSocket-Extensions: {value}"), "101 with a malformed Sec-WebSocket-Extensions", Deflating);

    [Fact]
    public void An_extension_offered_may_be_agreed() => AssertOpen(With("Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=10"), Deflating);

    [Fact]
    public void A_failure_names_the_path_but_not_the_query()
    {
        Assert.False(ClientHandshake.TryValidate(AssertResponse("HTTP/1.1 404 Not Found\r\n\r\n"), Request, out _, out var failure));

        Assert.Equal("GET /chat answered 404, not 101", failure);
    }

    [Fact]
    public void What_our_client_asks_our_server_accepts_and_our_client_takes()
    {
        var request = Deflating with { Origin = "http://server.example.com", Headers = [new("Cookie", "a=b")] };
        var asked = new ArrayBufferWriter<byte>();
        ClientHandshake.WriteRequest(asked, request);

        var head = AssertRequest(Encoding.Latin1.GetString(asked.WrittenSpan));
        Assert.True(ServerHandshake.TryValidate(head, out var upgrade, out _));
        Assert.True(ServerHandshake.IsSameOrigin(upgrade));

        var answered = new ArrayBufferWriter<byte>();
        ServerHandshake.WriteAccept(answered, upgrade, ServerHandshake.ChooseSubprotocol(upgrade, "superchat"), [new("Sec-WebSocket-Extensions", "permessage-deflate")]);

        Assert.Equal("superchat", AssertOpen(Encoding.Latin1.GetString(answered.WrittenSpan), request));
    }

    /// <summary>The RFC's response in which a line replaces the header of its name; a bare name drops the header.</summary>
    private static string With(string line)
    {
        var name = line.Split(':')[0] + ":";
        var kept = RfcResponse.TrimEnd().Split("\r\n").Where(kept => !kept.StartsWith(name, StringComparison.Ordinal));
        return string.Join("\r\n", [.. kept, .. line.Contains(':') ? new[] { line } : [], "", ""]);
    }

    private static string? AssertOpen(string text, ClientHandshakeRequest? request = null)
    {
        Assert.True(ClientHandshake.TryValidate(AssertResponse(text), request ?? Request, out var subprotocol, out var failure), failure);
        Assert.Null(failure);
        return subprotocol;
    }

    private static void AssertRefused(string text, string complaint, ClientHandshakeRequest? request = null)
    {
        Assert.False(ClientHandshake.TryValidate(AssertResponse(text), request ?? Request, out var subprotocol, out var failure));
        Assert.Null(subprotocol);
        Assert.Equal($"GET /chat answered {complaint}", failure);
    }
}
