using WsRpc.Protocol.WebSocket;
using static WsRpc.Protocol.Tests.WebSocket.Heads;

namespace WsRpc.Protocol.Tests.WebSocket;

public sealed class HttpResponseHeadReaderTests
{
    private const string Malformed = "The status line is malformed.";

    [Fact]
    public void The_example_of_the_RFC_is_read()
    {
        var response = AssertResponse(RfcResponse);

        Assert.Equal("HTTP/1.1", response.Version);
        Assert.Equal(101, response.StatusCode);
        Assert.Equal("Switching Protocols", response.ReasonPhrase);
        Assert.Equal(
            [
                new("Upgrade", "websocket"),
                new("Connection", "Upgrade"),
                new("Sec-WebSocket-Accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="),
                new("Sec-WebSocket-Protocol", "chat"),
            ],
            response.Headers);
    }

    [Fact]
    public void The_first_frames_stay_with_the_caller() => AssertResponse(RfcResponse, rest: "\x81\x05Hello");

    [Theory]
    [InlineData("HTTP/1.1 404 Not Found\r\n\r\n", 404, "Not Found")]
    [InlineData("HTTP/1.0 502 Bad Gateway\r\n\r\n", 502, "Bad Gateway")]
    [InlineData("HTTP/1.1 200 \r\n\r\n", 200, "")]
    [InlineData("HTTP/1.1 999 \t\xe4\r\n\r\n", 999, "\t\xe4")]
    public void Any_status_is_read(string text, int status, string reason)
    {
        var response = AssertResponse(text);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(reason, response.ReasonPhrase);
    }

    [Fact]
    public void Interim_responses_are_skipped()
    {
        var response = AssertResponse("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + RfcResponse, rest: "\x89\0");

        Assert.Equal(101, response.StatusCode);
        Assert.False(response.Headers.Contains("Link"));
    }

    [Fact]
    public void Interim_responses_count_against_the_limit() =>
        AssertResponseRefused(
            "HTTP/1.1 100 \r\n\r\nHTTP/1.1 100 \r\n\r\n" + RfcResponse,
            "The head exceeds 80 octets.",
            new HandshakeLimits { MaxHeadBytes = 80 });

    [Theory]
    [InlineData("HTTP/1.1 101\r\n")]
    [InlineData("HTTP/1.1  101 x\r\n")]
    [InlineData("HTTP/1.1 1O1 x\r\n")]
    [InlineData("HTTP/1.1 10 x\r\n\r\n")]
    [InlineData("HTTP/1.1 1010 x\r\n\r\n")]
    [InlineData("HTTP/1.1 099 x\r\n\r\n")]
    [InlineData("HTTP/2.0 101 x\r\n\r\n")]
    [InlineData("http/1.1 101 x\r\n\r\n")]
    [InlineData("ICY 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 101 a\0b\r\n")]
    [InlineData(" HTTP/1.1 101 x\r\n")]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n")]
    public void A_malformed_status_line_fails(string text) => AssertResponseRefused(text, Malformed);

    [Theory]
    [InlineData("HTTP/1.1 101 x\n")]
    [InlineData("HTTP/1.1 101 x\r\nUpgrade: websocket\n")]
    [InlineData("HTTP/1.1 101 x\r\n\rx")]
    public void A_line_that_does_not_end_in_CR_LF_fails(string text) => AssertResponseRefused(text, "A line of the head does not end in CR LF.");

    [Fact]
    public void A_folded_header_fails() => AssertResponseRefused("HTTP/1.1 101 x\r\nA: b\r\n c\r\n\r\n", "A header is folded over several lines.");

    [Fact]
    public void Neither_result_may_be_asked_for_before_the_verdict()
    {
        var reader = new HttpResponseHeadReader(HandshakeLimits.Default);

        Assert.Equal(HeadStatus.NeedMore, reader.Read("HTTP/1.1 101"u8, out _));
        Assert.Throws<InvalidOperationException>(() => reader.Response);
        Assert.Throws<InvalidOperationException>(() => reader.Error);
    }
}
