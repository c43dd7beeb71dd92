namespace WsRpc.Tests.Server;

/// <summary>Clients that speak something else, or an older tongue.</summary>
public sealed class StrangerTests
{
    private const string Hixie75 = "GET /rpc HTTP/1.1\r\nUpgrade: WebSocket\r\nConnection: Upgrade\r\nHost: a\r\nOrigin: http://a\r\n\r\n";

    private const string Hixie76 =
        "GET /rpc HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nSec-WebSocket-Key2: 12998 5 Y3 1  .P00\r\nUpgrade: WebSocket\r\n" +
        "Sec-WebSocket-Key1: 4 @1  46546xW%0l 1 5\r\nOrigin: http://a\r\n\r\n^n:ds[4U";

    [Theory]
    [InlineData("GET /rpc HTTP/1.1\r\nHost: a\r\nUser-Agent: Mozilla/5.0\r\nAccept: text/html\r\n\r\n", 426)]
    [InlineData("GET /favicon.ico HTTP/1.1\r\nHost: a\r\n\r\n", 404)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n\r\n", 404)]
    [InlineData("POST /rpc HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello", 405)]
    [InlineData("OPTIONS /rpc HTTP/1.1\r\nHost: a\r\nAccess-Control-Request-Method: GET\r\n\r\n", 405)]
    [InlineData("POST /other HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello", 404)]
    [InlineData("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 400)]
    [InlineData("CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n", 400)]
    [InlineData("GET /rpc HTTP/1.0\r\n\r\n", 505)]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0", 505)]
    [InlineData("EHLO mail.example.com\r\n", 400)]
    [InlineData("QUIT\r\n", 400)]
    [InlineData("\u0016\u0003\u0001\0\u00c8\u0001\0\0\u00c4\u0003\u0003", 400)]
    [InlineData("SSH-2.0-OpenSSH_9.9\r\n", 400)]
    [InlineData("\n", 400)]
    public async Task Stranger_gets_one_short_answer_and_is_let_go(string octets, int status)
    {
        await using var server = await Door.StartAsync();
        var answer = await server.AnswersToEnd(octets);
        Assert.StartsWith($"HTTP/1.1 {status} ", answer);
        Assert.InRange(answer.Length, 1, 400);
        Assert.Contains("\r\nConnection: close\r\n\r\n", answer);
        Assert.Equal(1, answer.Split("Content-Length: ").Length - 1);
    }

    [Fact]
    public async Task Method_that_opens_no_WebSocket_is_told_which_does() =>
        Assert.Contains("\r\nAllow: GET\r\n", await AnswerTo("DELETE /rpc HTTP/1.1\r\nHost: a\r\n\r\n"));

    [Theory]
    [InlineData("/rpc", 426)]
    [InlineData("/other", 404)]
    public async Task Head_is_answered_as_GET_but_without_the_page(string path, int status)
    {
        var head = await AnswerTo($"HEAD {path} HTTP/1.1\r\nHost: a\r\n\r\n");
        Assert.StartsWith($"HTTP/1.1 {status} ", head);
        Assert.EndsWith("\r\n\r\n", head);
        Assert.StartsWith(head, await AnswerTo($"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n"));
    }

    [Fact]
    public async Task Second_request_behind_one_that_was_refused_is_not_answered()
    {
        var get = "GET /rpc HTTP/1.1\r\nHost: a\r\n\r\n";
        Assert.Equal(await AnswerTo(get), await AnswerTo(get + get));
    }

    [Theory]
    [InlineData(Hixie75)]
    [InlineData(Hixie76)]
    public async Task Draft_before_versions_is_426_and_told_the_version(string request) => IsToldTheVersion(await AnswerTo(request));

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("3")]
    [InlineData("4")]
    [InlineData("5")]
    [InlineData("6")]
    [InlineData("7")]
    [InlineData("8")]
    [InlineData("12")]
    [InlineData("25")]
    public async Task Draft_with_another_version_is_426_and_told_the_version(string version)
    {
        await using var server = await Door.StartAsync();
        IsToldTheVersion(await server.AnswersToEnd(
            RawSocket.Request(server.Url, "Sec-WebSocket-Origin: http://a\r\n").Replace("Version: 13", $"Version: {version}")));
    }

    [Fact]
    public async Task Target_in_absolute_form_names_its_path()
    {
        await using var server = await Door.StartAsync();
        var request = RawSocket.Request(server.Url);
        Assert.StartsWith("HTTP/1.1 101 ", await server.Answers(request.Replace("GET /rpc", $"GET http://{server.Url.Authority}/rpc?x")));
        Assert.StartsWith("HTTP/1.1 404 ", await server.Answers(request.Replace("GET /rpc", $"GET http://{server.Url.Authority}/other")));
    }

    // RFC 9112 §3.2.2: the target's host counts, so its pages are the server's own, and those of the Host header are not.
    [Theory]
    [InlineData("http://front.example", 101)]
    [InlineData("http://back.example", 403)]
    public async Task Host_of_a_target_in_absolute_form_is_the_one_whose_pages_may_connect(string origin, int status)
    {
        await using var server = await Door.StartAsync();
        var request = RawSocket.Request(server.Url, $"Origin: {origin}\r\n")
            .Replace("GET /rpc", "GET http://front.example/rpc")
            .Replace($"Host: {server.Url.Authority}", "Host: back.example");
        Assert.StartsWith($"HTTP/1.1 {status} ", await server.Answers(request));
    }

    private static void IsToldTheVersion(string answer)
    {
        Assert.StartsWith("HTTP/1.1 426 ", answer);
        Assert.Contains("\r\nSec-WebSocket-Version: 13\r\n", answer);
    }

    private static async Task<string> AnswerTo(string octets)
    {
        await using var server = await Door.StartAsync();
        return await server.AnswersToEnd(octets);
    }
}
