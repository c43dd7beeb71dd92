using WsRpc.Protocol.WebSocket;
using static WsRpc.Protocol.Tests.WebSocket.Heads;

namespace WsRpc.Protocol.Tests.WebSocket;

public sealed class HttpRequestHeadReaderTests
{
    private static readonly HandshakeLimits Small = new() { MaxHeadBytes = 64, MaxHeaders = 3 };

    [Fact]
    public void The_example_of_the_RFC_is_read()
    {
        var request = AssertRequest(RfcRequest);

        Assert.Equal("GET", request.Method);
        Assert.Equal("/chat", request.Target);
        Assert.Equal(
            [
                new("Host", "server.example.com"),
                new("Upgrade", "websocket"),
                new("Connection", "Upgrade"),
                new("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="),
                new("Origin", "http://example.com"),
                new("Sec-WebSocket-Protocol", "chat, superchat"),
                new("Sec-WebSocket-Version", "13"),
            ],
            request.Headers);
    }

    [Fact]
    public void Early_frames_stay_with_the_caller() => AssertRequest(RfcRequest, rest: "\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58");

    [Fact]
    public void A_head_without_headers_is_read() => Assert.Empty(AssertRequest("GET / HTTP/1.1\r\n\r\n").Headers);

    [Theory]
    [InlineData("/", "/", "")]
    [InlineData("/rpc", "/rpc", "")]
    [InlineData("/rpc?", "/rpc", "")]
    [InlineData("/a%2Fb/c?x=1&y=/?", "/a%2Fb/c", "x=1&y=/?")]
    [InlineData("//other/path", "//other/path", "")]
    [InlineData("http://example.com", "/", "")]
    [InlineData("HTTPS://example.com:8443/rpc?x", "/rpc", "x")]
    [InlineData("http://example.com?x", "/", "x")]
    [InlineData("http://[::1]:80/rpc", "/rpc", "")]
    public void Both_forms_of_target_are_split_into_path_and_query(string target, string path, string query)
    {
        var request = AssertRequest($"GET {target} HTTP/1.1\r\n\r\n");

        Assert.Equal(target, request.Target);
        Assert.Equal(path, request.Path);
        Assert.Equal(query, request.Query);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("example.com:443")]
    [InlineData("rpc")]
    [InlineData("?x")]
    [InlineData("http://")]
    [InlineData("http:///rpc")]
    [InlineData("http://user@example.com/")]
    [InlineData("http://example.com:65536/")]
    [InlineData("ftp://example.com/")]
    [InlineData("/rpc#fragment")]
    [InlineData("/r\xe4\xe4")]
    [InlineData("/\x7f")]
    public void Any_other_target_fails_400(string target) => AssertRefused($"GET {target} HTTP/1.1\r\n\r\n", 400);

    [Theory]
    [InlineData("\r\nGET / HTTP/1.1\r\n")]
    [InlineData(" GET / HTTP/1.1\r\n")]
    [InlineData("GET  / HTTP/1.1\r\n")]
    [InlineData("GET /  HTTP/1.1\r\n")]
    [InlineData("GET / HTTP/1.1 \r\n")]
    [InlineData("GET\t/ HTTP/1.1\r\n")]
    [InlineData("GET / x HTTP/1.1\r\n")]
    [InlineData("GET /\r\n")]
    [InlineData("GET\r\n")]
    [InlineData("GET / \r\n\r\n")]
    [InlineData("G(T / HTTP/1.1\r\n")]
    [InlineData("GET / HTTP/1.1.1\r\n\r\n")]
    [InlineData("GET / http/1.1\r\n\r\n")]
    [InlineData("GET / HTTP/11\r\n\r\n")]
    [InlineData("GET / HTTPS/1.1\r\n\r\n")]
    [InlineData("\x16\x03\x01\x02\x00\x01\x00")]
    public void A_malformed_request_line_fails_400(string text) => AssertRefused(text, 400);

    [Theory]
    [InlineData("HTTP/1.0")]
    [InlineData("HTTP/1.2")]
    [InlineData("HTTP/2.0")]
    [InlineData("HTTP/0.9")]
    public void Another_version_fails_505(string version) => AssertRefused($"GET / {version}\r\n\r\n", 505);

    [Theory]
    [InlineData("GET / HTTP/1.1\nHost: a\n\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n\n")]
    [InlineData("GET / HTTP/1.1\rHost: a\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\rb\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n\r\r\n")]
    public void A_line_that_does_not_end_in_CR_LF_fails_400(string text) => AssertRefused(text, 400);

    [Theory]
    [InlineData(": a")]
    [InlineData("Host : a")]
    [InlineData("Host\t: a")]
    [InlineData("Host")]
    [InlineData("Ho st: a")]
    [InlineData("H\xf6st: a")]
    [InlineData("Host\0: a")]
    [InlineData("Host(1): a")]
    [InlineData("Host: a\r\n b")]
    [InlineData("Host: a\r\n\tb")]
    [InlineData(" Host: a")]
    [InlineData("Host: a\0b")]
    [InlineData("Host: a\x01")]
    [InlineData("Host: \x7f")]
    [InlineData("Host: \x1b[31m")]
    public void A_malformed_header_fails_400(string line) => AssertRefused($"GET / HTTP/1.1\r\n{line}\r\n\r\n", 400);

    [Theory]
    [InlineData("X:a", "a")]
    [InlineData("X: \t a \t ", "a")]
    [InlineData("X: a \t b", "a \t b")]
    [InlineData("X:", "")]
    [InlineData("X:  ", "")]
    [InlineData("X: a:b", "a:b")]
    [InlineData("X: \x80\xe4\xff", "\x80\xe4\xff")]
    public void A_value_is_its_octets_without_the_whitespace_around(string line, string value) =>
        Assert.Equal([new("X", value)], AssertRequest($"GET / HTTP/1.1\r\n{line}\r\n\r\n").Headers);

    [Fact]
    public void A_head_may_have_as_many_octets_as_the_limit()
    {
        var head = "GET / HTTP/1.1\r\nX: ";
        AssertRequest(head + new string('x', 64 - head.Length - 4) + "\r\n\r\n", limits: Small);
    }

    [Fact]
    public void One_octet_more_than_the_limit_fails_431()
    {
        var head = "GET / HTTP/1.1\r\nX: ";
        AssertRefused(head + new string('x', 64 - head.Length - 3) + "\r\n\r\n", 431, Small);
    }

    [Theory]
    [InlineData("GET /")]
    [InlineData("G")]
    [InlineData("GET / H")]
    public void A_request_line_beyond_the_limit_fails_414(string begin) => AssertRefused(begin.PadRight(64, 'x'), 414, Small);

    [Fact]
    public void As_many_headers_as_the_limit_are_read() =>
        Assert.Equal(3, AssertRequest("GET / HTTP/1.1\r\na:\r\nb:\r\nc:\r\n\r\n", limits: Small).Headers.Count);

    [Fact]
    public void One_header_more_than_the_limit_fails_431() => AssertRefused("GET / HTTP/1.1\r\na:\r\nb:\r\nc:\r\nd:", 431, Small);

    [Fact]
    public void Of_a_64_KiB_head_no_octet_beyond_the_limit_is_looked_at()
    {
        var reader = new HttpRequestHeadReader(HandshakeLimits.Default);
        var hostile = Octets("GET / HTTP/1.1\r\nSec-WebSocket-Protocol: " + new string(',', 65_536));

        Assert.Equal(HeadStatus.Failed, reader.Read(hostile, out var consumed));
        Assert.Equal(16 * 1024, consumed);
        Assert.Equal(431, reader.Rejection.StatusCode);
    }

    [Fact]
    public void What_a_head_costs_in_memory_does_not_depend_on_how_it_is_cut_up()
    {
        var limits = new HandshakeLimits { MaxHeadBytes = 1 << 20, MaxHeaders = 10_000 };
        var hostile = Octets("GET / HTTP/1.1\r\n" + string.Concat(Enumerable.Repeat("X: yyyyyyyyyyyyyyy\r\n", 3_000)) + "Z: " + new string('z', 65_536) + "\r\n\r\n");
        Allocated(hostile.Length);

        // One that started over with every piece would take a thousand times as much.
        Assert.InRange(Allocated(1), 0, 4 * Allocated(hostile.Length));

        long Allocated(int pieceLength)
        {
            var reader = new HttpRequestHeadReader(limits);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var status = HeadStatus.NeedMore;
            for (var at = 0; at < hostile.Length; at += pieceLength)
            {
                status = reader.Read(hostile.AsSpan(at, pieceLength), out _);
            }

            Assert.Equal(HeadStatus.Complete, status);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void After_the_verdict_nothing_more_is_taken()
    {
        var complete = new HttpRequestHeadReader(HandshakeLimits.Default);
        complete.Read("GET / HTTP/1.1\r\n\r\n"u8, out _);
        Assert.Equal(HeadStatus.Complete, complete.Read("GET"u8, out var consumed));
        Assert.Equal(0, consumed);

        var failed = new HttpRequestHeadReader(HandshakeLimits.Default);
        failed.Read("\n"u8, out _);
        Assert.Equal(HeadStatus.Failed, failed.Read("GET / HTTP/1.1\r\n\r\n"u8, out consumed));
        Assert.Equal(0, consumed);
    }

    [Fact]
    public void Neither_result_may_be_asked_for_before_the_verdict()
    {
        var reader = new HttpRequestHeadReader(HandshakeLimits.Default);

        Assert.Equal(HeadStatus.NeedMore, reader.Read([], out _));
        Assert.Throws<InvalidOperationException>(() => reader.Request);
        Assert.Throws<InvalidOperationException>(() => reader.Rejection);
    }
}
