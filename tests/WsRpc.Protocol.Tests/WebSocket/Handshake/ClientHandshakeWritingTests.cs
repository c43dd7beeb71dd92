using System.Buffers;
using System.Text;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Protocol.Tests.WebSocket;

public sealed class ClientHandshakeWritingTests
{
    private static readonly ClientHandshakeRequest Minimal = new()
    {
        Host = "example.com:8080",
        Target = "/rpc?v=1",
        Key = "dGhlIHNhbXBsZSBub25jZQ==",
    };

    private readonly ArrayBufferWriter<byte> _output = new();

    [Fact]
    public void A_minimal_request_has_what_the_RFC_demands()
    {
        ClientHandshake.WriteRequest(_output, Minimal);

        AssertWritten(
            "GET /rpc?v=1 HTTP/1.1\r\n" +
            "Host: example.com:8080\r\n" +
            "Upgrade: websocket\r\n" +
            "Connection: Upgrade\r\n" +
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
            "Sec-WebSocket-Version: 13\r\n" +
            "\r\n");
    }

    [Fact]
    public void A_full_request_has_everything_in_order()
    {
        ClientHandshake.WriteRequest(_output, Minimal with
        {
            Origin = "http://example.com",
            Subprotocols = ["jsonrpc", "wsrpc.1"],
            Extensions = ["permessage-deflate; client_max_window_bits", "permessage-deflate"],
            Headers = [new("Authorization", "Bearer abc"), new("X-Name", "J\xf6rg")],
        });

        AssertWritten(
            "GET /rpc?v=1 HTTP/1.1\r\n" +
            "Host: example.com:8080\r\n" +
            "Upgrade: websocket\r\n" +
            "Connection: Upgrade\r\n" +
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
            "Sec-WebSocket-Version: 13\r\n" +
            "Origin: http://example.com\r\n" +
            "Sec-WebSocket-Protocol: jsonrpc, wsrpc.1\r\n" +
            "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits, permessage-deflate\r\n" +
            "Authorization: Bearer abc\r\n" +
            "X-Name: J\xf6rg\r\n" +
            "\r\n");
    }

    [Theory]
    [InlineData("X", "a\r\nEvil: b")]
    [InlineData("X", "a\rb")]
    [InlineData("X", "a\nb")]
    [InlineData("X", "a\0")]
    [InlineData("X", "\u0141")]
    [InlineData("X", "\u560a")]
    [InlineData("X Y", "a")]
    [InlineData("X\n", "a")]
    [InlineData("", "a")]
    public void An_injected_header_is_refused(string name, string value) => AssertRefused(Minimal with { Headers = [new("Fine", "yes"), new(name, value)] });

    [Fact]
    public void A_refused_header_keeps_its_value_to_itself()
    {
        var request = Minimal with { Headers = [new("Authorization", "secret\n")] };

        var refusal = Assert.Throws<ArgumentException>(() => ClientHandshake.WriteRequest(_output, request));

        Assert.Contains("Authorization", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("host")]
    [InlineData("Upgrade")]
    [InlineData("CONNECTION")]
    [InlineData("Origin")]
    [InlineData("Sec-WebSocket-Key")]
    [InlineData("sec-websocket-version")]
    [InlineData("Sec-WebSocket-Protocol")]
    [InlineData("Sec-WebSocket-Extensions")]
    [InlineData("Content-Length")]
    [InlineData("Transfer-Encoding")]
    public void A_header_of_the_handshake_is_not_an_extra_one(string name) => AssertRefused(Minimal with { Headers = [new(name, "a")] });

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\r\nX: y")]
    [InlineData("user@a")]
    [InlineData("a/b")]
    [InlineData("a:99999")]
    public void A_malformed_host_is_refused(string host) => AssertRefused(Minimal with { Host = host });

    [Theory]
    [InlineData("")]
    [InlineData("rpc")]
    [InlineData("*")]
    [InlineData("http://a/")]
    [InlineData("/a b")]
    [InlineData("/a#b")]
    [InlineData("/\xe4")]
    [InlineData("/ HTTP/1.1\r\nX: y")]
    public void A_malformed_target_is_refused(string target) => AssertRefused(Minimal with { Target = target });

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("dGhlIHNhbXBsZSBub25jZTEy")]
    public void A_malformed_key_is_refused(string key) => AssertRefused(Minimal with { Key = key });

    [Theory]
    [InlineData("a", "a")]
    [InlineData("a b")]
    [InlineData("a,b")]
    [InlineData("")]
    [InlineData("\xe4")]
    [InlineData("a\r\nX: y")]
    public void Subprotocols_are_different_tokens(params string[] subprotocols) => AssertRefused(Minimal with { Subprotocols = subprotocols });

    [Theory]
    [InlineData("")]
    [InlineData("a; b=\"1")]
    [InlineData("a\r\nX: y")]
    public void A_malformed_extension_is_refused(string extension) => AssertRefused(Minimal with { Extensions = [extension] });

    [Fact]
    public void A_malformed_origin_is_refused() => AssertRefused(Minimal with { Origin = "http://a\r\nX: y" });

    private void AssertWritten(string expected) => Assert.Equal(expected, Encoding.Latin1.GetString(_output.WrittenSpan));

    private void AssertRefused(ClientHandshakeRequest request)
    {
        Assert.Throws<ArgumentException>(() => ClientHandshake.WriteRequest(_output, request));
        Assert.Equal(0, _output.WrittenCount);
    }
}
