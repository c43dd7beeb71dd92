using WsRpc.Protocol.WebSocket;
using static WsRpc.Protocol.Tests.WebSocket.Heads;

namespace WsRpc.Protocol.Tests.WebSocket;

public sealed class ServerHandshakeTests
{
    private const string Key = "dGhlIHNhbXBsZSBub25jZQ==";

    [Fact]
    public void The_example_of_the_RFC_is_valid()
    {
        var upgrade = AssertValid(RfcRequest);

        Assert.Equal(Key, upgrade.Key);
        Assert.Equal("server.example.com", upgrade.Host);
        Assert.Equal("http://example.com", upgrade.Origin);
        Assert.Equal(["chat", "superchat"], upgrade.Subprotocols);
        Assert.Empty(upgrade.Extensions);
    }

    [Fact]
    public void A_request_of_the_bare_minimum_is_valid()
    {
        var upgrade = AssertValid(With());

        Assert.Null(upgrade.Origin);
        Assert.Empty(upgrade.Subprotocols);
    }

    [Theory]
    [InlineData("Upgrade: WebSocket")]
    [InlineData("Upgrade: h2c, websocket")]
    [InlineData("Connection: keep-alive, Upgrade")]
    [InlineData("Connection: UPGRADE")]
    [InlineData("Content-Length: 0")]
    [InlineData("Host: example.com:8080")]
    [InlineData("Host: [::1]:8080")]
    [InlineData("Host: 127.0.0.1")]
    [InlineData("Host: example.com:")]
    public void What_the_RFC_allows_is_valid(string line) => AssertValid(With(line));

    [Theory]
    [InlineData("POST")]
    [InlineData("HEAD")]
    [InlineData("get")]
    [InlineData("CONNECT")]
    public void Another_method_fails_405(string method)
    {
        var rejection = AssertInvalid(With().Replace("GET", method), 405);

        Assert.Equal([new("Allow", "GET")], rejection.Headers);
    }

    // RFC 9110 §9.3.2: HEAD gets the head that GET would get.
    [Fact]
    public void HEAD_for_no_WebSocket_fails_426() => AssertInvalid(With("Upgrade").Replace("GET", "HEAD"), 426);

    [Theory]
    [InlineData("Host")]
    [InlineData("Host:")]
    [InlineData("Host: a b")]
    [InlineData("Host: a, b")]
    [InlineData("Host: a,b")]
    [InlineData("Host: user@a")]
    [InlineData("Host: a/b")]
    [InlineData("Host: a:b:80")]
    [InlineData("Host: a:65536")]
    [InlineData("Host: a:-1")]
    [InlineData("Host: a: 80")]
    [InlineData("Host: :80")]
    [InlineData("Host: [::1")]
    [InlineData("Host: []")]
    [InlineData("Host: [::1]x:80")]
    [InlineData("Host: \xe4")]
    [InlineData("Host: a\r\nHost: a")]
    public void Anything_but_one_valid_Host_fails_400(string line) => AssertInvalid(With(line), 400, "Host");

    [Theory]
    [InlineData("Upgrade")]
    [InlineData("Upgrade: h2c")]
    [InlineData("Upgrade: websocket/13")]
    [InlineData("Upgrade: websockets")]
    public void A_request_for_no_WebSocket_fails_426(string line)
    {
        var rejection = AssertInvalid(With(line), 426, "WebSocket endpoint");

        Assert.Equal([new("Upgrade", "websocket"), new("Connection", "Upgrade"), new("Sec-WebSocket-Version", "13")], rejection.Headers);
    }

    [Theory]
    [InlineData("Connection")]
    [InlineData("Connection: close")]
    [InlineData("Connection: keep-alive")]
    public void Connection_without_Upgrade_fails_400(string line) => AssertInvalid(With(line), 400, "Connection");

    [Theory]
    [InlineData("Sec-WebSocket-Version")]
    [InlineData("Sec-WebSocket-Version: 8")]
    [InlineData("Sec-WebSocket-Version: 14")]
    [InlineData("Sec-WebSocket-Version: 013")]
    [InlineData("Sec-WebSocket-Version: 13, 8")]
    [InlineData("Sec-WebSocket-Version: +13")]
    [InlineData("Sec-WebSocket-Version: 13\r\nSec-WebSocket-Version: 13")]
    public void Any_version_but_13_fails_426(string line)
    {
        var rejection = AssertInvalid(With(line), 426, "13");

        Assert.Contains(new("Sec-WebSocket-Version", "13"), rejection.Headers);
    }

    [Theory]
    [InlineData("Sec-WebSocket-Key")]
    [InlineData("Sec-WebSocket-Key:")]
    [InlineData("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ")]
    [InlineData("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZTE=")]
    [InlineData("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZTEy")]
    [InlineData("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25j ZQ=")]
    [InlineData("Sec-WebSocket-Key: dGhl    IHNhbXBsZSBub25j")]
    [InlineData("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25j!Q==")]
    [InlineData("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25j\xe4Q==")]
    [InlineData("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")]
    public void Anything_but_one_key_of_16_octets_fails_400(string line) => AssertInvalid(With(line), 400, "Key");

    [Theory]
    [InlineData("Content-Length: 1")]
    [InlineData("Content-Length: -0")]
    [InlineData("Content-Length: 00")]
    [InlineData("Content-Length: 0\r\nContent-Length: 0")]
    [InlineData("Transfer-Encoding: chunked")]
    [InlineData("Transfer-Encoding:")]
    [InlineData("Content-Length: 0\r\nTransfer-Encoding: identity")]
    public void A_body_fails_400(string line) => AssertInvalid(With(line), 400, "body");

    [Fact]
    public void A_second_Origin_fails_400() => AssertInvalid(With("Origin: http://a\r\nOrigin: http://b"), 400, "Origin");

    [Theory]
    [InlineData("wsrpc.1", "wsrpc.1")]
    [InlineData("jsonrpc, wsrpc.1", "jsonrpc|wsrpc.1")]
    [InlineData("jsonrpc ,\twsrpc.1", "jsonrpc|wsrpc.1")]
    [InlineData("jsonrpc\r\nSec-WebSocket-Protocol: wsrpc.1", "jsonrpc|wsrpc.1")]
    [InlineData(",a,,b,", "a|b")]
    [InlineData("a, A", "a|A")]
    public void Subprotocols_keep_the_order_offered(string value, string expected) =>
        Assert.Equal(expected, string.Join('|', AssertValid(With($"Sec-WebSocket-Protocol: {value}")).Subprotocols));

    [Theory]
    [InlineData("")]
    [InlineData(",")]
    [InlineData("a b")]
    [InlineData("a, a")]
    [InlineData("a\r\nSec-WebSocket-Protocol: a")]
    [InlineData("a/b")]
    [InlineData("\"a\"")]
    [InlineData("a=1")]
    [InlineData("ch\xe4t")]
    [InlineData("\xff\xfe")]
    public void Malformed_subprotocols_fail_400(string value) => AssertInvalid(With($"Sec-WebSocket-Protocol: {value}"), 400, "Protocol");

    [Fact]
    public void Extensions_are_parsed()
    {
        var upgrade = AssertValid(With("Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits=10, x"));

        Assert.Equal(["permessage-deflate", "x"], upgrade.Extensions.Select(extension => extension.Name));
        Assert.Equal([new("client_max_window_bits", "10")], upgrade.Extensions[0].Parameters);
    }

    [Fact]
    public void Malformed_extensions_fail_400() => AssertInvalid(With("Sec-WebSocket-Extensions: x; y=\"1"), 400, "Extensions");

    // CVE-2024-37890: no header may be taken for granted.
    [Fact]
    public void A_request_without_headers_fails_400() => AssertInvalid("GET / HTTP/1.1\r\n\r\n", 400);

    [Fact]
    public void The_host_of_an_absolute_target_goes_before_the_Host_header()
    {
        var upgrade = AssertValid(With().Replace("GET /rpc", "GET http://other.example:81/rpc"));

        Assert.Equal("other.example:81", upgrade.Host);
        Assert.Equal("/rpc", upgrade.Head.Path);
    }

    [Theory]
    [InlineData("jsonrpc, wsrpc.1", "wsrpc.1")]
    [InlineData("wsrpc.1, jsonrpc", "wsrpc.1")]
    [InlineData("x, jsonrpc", "jsonrpc")]
    [InlineData("WSRPC.1", null)]
    [InlineData("x", null)]
    public void The_server_prefers_its_own_order_of_subprotocols(string offered, string? chosen) =>
        Assert.Equal(chosen, ServerHandshake.ChooseSubprotocol(AssertValid(With($"Sec-WebSocket-Protocol: {offered}")), "wsrpc.1", "jsonrpc"));

    [Theory]
    [InlineData("example.com", "http://example.com")]
    [InlineData("example.com", "https://example.com")]
    [InlineData("EXAMPLE.com", "HTTP://example.COM")]
    [InlineData("example.com:80", "http://example.com")]
    [InlineData("example.com", "http://example.com:80")]
    [InlineData("example.com:443", "https://example.com")]
    [InlineData("example.com:8080", "http://example.com:8080")]
    [InlineData("[::1]:5000", "http://[::1]:5000")]
    public void An_origin_of_the_same_host_and_port_is_the_same(string host, string origin) => Assert.True(IsSameOrigin(host, origin));

    [Theory]
    [InlineData("example.com", "http://evil.com")]
    [InlineData("example.com", "http://example.com.evil.com")]
    [InlineData("example.com", "http://evil.com/example.com")]
    [InlineData("example.com", "http://evil@example.com")]
    [InlineData("example.com", "http://sub.example.com")]
    [InlineData("example.com", "http://example.com:8080")]
    [InlineData("example.com:8080", "http://example.com")]
    [InlineData("example.com:443", "http://example.com")]
    [InlineData("example.com:80", "https://example.com")]
    [InlineData("example.com", "http://example.com/")]
    [InlineData("example.com", "ftp://example.com")]
    [InlineData("example.com", "example.com")]
    [InlineData("example.com", "http://")]
    [InlineData("example.com", "null")]
    [InlineData("null", "null")]
    [InlineData("example.com", "")]
    [InlineData("example.com", "http://example.com http://evil.com")]
    public void Any_other_origin_is_not(string host, string origin) => Assert.False(IsSameOrigin(host, origin));

    [Fact]
    public void No_origin_is_no_browser() => Assert.True(ServerHandshake.IsSameOrigin(AssertValid(With())));

    private static bool IsSameOrigin(string host, string origin) =>
        ServerHandshake.IsSameOrigin(AssertValid(With($"Host: {host}").Replace("\r\n\r\n", $"\r\nOrigin: {origin}\r\n\r\n")));

    /// <summary>A minimal valid request in which a line replaces the header of its name; a bare name drops the header.</summary>
    private static string With(string line = "")
    {
        var name = line.Split(':')[0];
        string[] lines =
        [
            "Host: example.com",
            "Upgrade: websocket",
            "Connection: Upgrade",
            $"Sec-WebSocket-Key: {Key}",
            "Sec-WebSocket-Version: 13",
        ];
        var kept = lines.Where(kept => kept.Split(':')[0] != name);
        return string.Join("\r\n", ["GET /rpc HTTP/1.1", .. kept, .. line.Contains(':') ? new[] { line } : [], "", ""]);
    }

    private static UpgradeRequest AssertValid(string text)
    {
        Assert.True(ServerHandshake.TryValidate(AssertRequest(text), out var upgrade, out var rejection), rejection?.Reason);
        Assert.Null(rejection);
        return upgrade;
    }

    private static HandshakeRejection AssertInvalid(string text, int status, string about = "")
    {
        Assert.False(ServerHandshake.TryValidate(AssertRequest(text), out var upgrade, out var rejection));
        Assert.Null(upgrade);
        Assert.Equal(status, rejection.StatusCode);
        Assert.Contains(about, rejection.Reason, StringComparison.Ordinal);
        return rejection;
    }
}
