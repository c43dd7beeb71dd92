namespace WsRpc.Interop.Tests;

/// <summary>curl asks our server for an upgrade, as people do who look whether it answers.</summary>
[Needs(nameof(Tool.Curl))]
public sealed class CurlTests
{
    private static readonly string[] Upgrade =
    [
        "--http1.1", "--include", "--no-buffer", "--silent", "--show-error", "--max-time", "60",
        "--header", "Connection: Upgrade", "--header", "Upgrade: websocket",
        "--header", "Sec-WebSocket-Version: 13", "--header", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    ];

    [PeerTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Upgrade_is_answered_with_101_and_frames_follow(bool tls)
    {
        using var certificate = new TestCertificate();
        using var reception = new Reception(tls ? certificate : null);
        await using var curl = Run("--cacert", certificate.Path, "--header", "Sec-WebSocket-Protocol: first, second", $"{(tls ? "https" : "http")}://127.0.0.1:{reception.Port}/");
        var (connection, _) = await reception.AcceptAsync(null).Within();
        await connection.SendTextAsync("hello\n").Within();
        Assert.Equal("", await curl.HearAsync("HTTP/1.1 101 Switching Protocols"));
        Assert.Equal("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", await curl.HearAsync("Sec-WebSocket-Accept: "));
        Assert.Equal("", await curl.HearAsync("\uFFFD\u0006hello")); // 0x81: not UTF-8
        connection.Abort();
    }

    [PeerTheory]
    [InlineData("/nowhere", "X-Some: thing", "404")]
    [InlineData("/rpc", "Origin: http://elsewhere.example", "403")]
    public async Task Refusal_is_an_ordinary_response(string path, string header, string status)
    {
        await using var server = new WsRpcServer("ws://127.0.0.1:0/rpc");
        server.AddService<IGreeter>(new Greeter(null));
        await server.StartAsync();
        await using var curl = Run("--header", header, $"http://127.0.0.1:{server.Url.Port}{path}");
        Assert.StartsWith(status, await curl.HearAsync("HTTP/1.1 "));
        Assert.Equal(0, await curl.ExitAsync());
    }

    private static PeerProcess Run(params string[] arguments) => PeerProcess.Start(Tool.Curl, [.. Upgrade, .. arguments]);
}
