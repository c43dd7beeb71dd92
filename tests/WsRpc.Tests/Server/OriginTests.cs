using WsRpc.Protocol.WebSocket;

namespace WsRpc.Tests.Server;

/// <summary>Origins as browsers write them (HTML §7.1.1), against the list of those that are allowed.</summary>
public sealed class OriginTests
{
    [Theory]
    [InlineData("https://app.example.com", "https://app.example.com", 101)]
    [InlineData("https://app.example.com:443", "https://app.example.com", 101)]
    [InlineData("http://APP.example.com:80/", "http://app.example.com", 101)]
    [InlineData("https://app.example.com:8443", "https://app.example.com:8443", 101)]
    [InlineData("https://b\u00fccher.example", "https://xn--bcher-kva.example", 101)]
    [InlineData("http://[::1]:3000", "http://[::1]:3000", 101)]
    [InlineData("chrome-extension://abcdefghijklmnop", "chrome-extension://abcdefghijklmnop", 101)]
    [InlineData("capacitor://localhost", "capacitor://localhost", 101)]
    [InlineData("null", "null", 101)]
    [InlineData("*", "null", 101)]
    [InlineData("*", "http://evil.example", 101)]
    [InlineData("https://app.example.com", "http://app.example.com", 403)]
    [InlineData("https://app.example.com", "https://app.example.com:8443", 403)]
    [InlineData("https://app.example.com:8443", "https://app.example.com", 403)]
    [InlineData("https://app.example.com", "https://sub.app.example.com", 403)]
    [InlineData("https://app.example.com", "https://app.example.com.evil.example", 403)]
    [InlineData("https://app.example.com", "https://app.example.com https://evil.example", 403)]
    [InlineData("https://app.example.com", "https://app.example.com/", 403)]
    [InlineData("https://app.example.com", "null", 403)]
    [InlineData("https://app.example.com", "", 403)]
    public async Task Page_may_connect_if_its_origin_is_the_same_as_an_allowed_one(string allowed, string origin, int status)
    {
        await using var server = await Door.StartAsync(options => options.AllowedOrigins.Add(allowed));
        Assert.StartsWith($"HTTP/1.1 {status} ", await server.Answers(RawSocket.Request(server.Url, $"Origin: {origin}\r\n")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("app.example.com")]
    [InlineData("localhost:3000")]
    [InlineData("https://")]
    [InlineData("https://app.example.com/page")]
    [InlineData("https://app.example.com?x")]
    [InlineData("https://app.example.com/#x")]
    [InlineData("https://ann@app.example.com")]
    [InlineData("https://*.example.com")]
    [InlineData("ftp://x")]
    [InlineData("FTP://x")]
    [InlineData("ws://app.example.com")]
    [InlineData("wss://app.example.com:8443")]
    [InlineData("file://server/")]
    public async Task What_can_be_no_origin_is_refused_at_the_start(string entry)
    {
        await using var server = new WsRpcServer("ws://127.0.0.1:0/rpc", options => options.AllowedOrigins.Add(entry));
        var exception = await Assert.ThrowsAsync<ArgumentException>(() => server.StartAsync());
        Assert.Contains($"\"{entry}\"", exception.Message);
    }

    // Whoever can send pages in our name without TLS must not speak for those that come with it.
    [Theory]
    [InlineData("https://example.com", true, true)]
    [InlineData("http://example.com", true, false)]
    [InlineData("HTTP://example.com", true, false)]
    [InlineData("http://example.com", false, true)]
    [InlineData("https://example.com", false, true)]
    [InlineData("http://friend.example", true, true)]
    [InlineData(null, true, true)]
    public void Own_page_that_came_without_TLS_is_a_foreign_one_to_a_server_with_it(string? origin, bool isSecure, bool allowed)
    {
        HttpHeader[] lines =
        [
            new("Host", "example.com"), new("Upgrade", "websocket"), new("Connection", "Upgrade"),
            new("Sec-WebSocket-Version", "13"), new("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="),
            .. origin is null ? Array.Empty<HttpHeader>() : [new("Origin", origin)],
        ];
        Assert.True(ServerHandshake.TryValidate(new HttpRequestHead("GET", "/rpc", new HttpHeaders(lines)), out var request, out _));
        Assert.Equal(allowed, new OriginPolicy(["http://friend.example"]).Allows(request, isSecure));
    }
}
