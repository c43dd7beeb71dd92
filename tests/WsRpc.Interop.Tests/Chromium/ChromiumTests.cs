using WsRpc.Protocol.WebSocket;

namespace WsRpc.Interop.Tests;

/// <summary>Our server and the WebSocket of pages in Chromium.</summary>
[Needs(nameof(Tool.Chromium))]
public sealed class ChromiumTests(Browser browser) : EchoPeerTests, IClassFixture<Browser>
{
    [PeerFact]
    public async Task Our_client_drives_the_browser()
    {
        await browser.StartAsync();
        var version = await browser.CommandAsync("Browser.getVersion", []);
        Assert.Contains("Chrome/", version.GetProperty("product").GetString());
    }

    [PeerFact]
    public async Task Page_that_goes_away_closes_with_1001()
    {
        using var reception = new Reception();
        var tab = await browser.OpenAsync("echo", Meeting.NewId(), reception.Url);
        var (connection, _) = await reception.AcceptAsync(null).Within();
        await using (connection)
        {
            await browser.CloseAsync(tab);
            Assert.True((await connection.ReceiveAsync().Within()).IsClose);
            Assert.Equal((1001, true), (connection.Closed?.Code, connection.Closed?.InitiatedByPeer));
        }
    }

    [PeerTheory]
    [InlineData("ws")]
    [InlineData("wss")]
    public async Task Page_calls_and_is_called_by_hand_written_JSON(string scheme)
    {
        await browser.StartAsync();
        using var certificate = new TestCertificate();
        await using var server = await ServeAsync(browser.Origin, scheme, scheme == "wss" ? certificate.ForServer : null);
        var id = Meeting.NewId();
        await browser.OpenAsync("rpc", id, server.Url);
        Assert.Equal("""{"jsonrpc":"2.0","id":"first","result":"You say: Hi, Ann"}""", await browser.Reports.HearAsync(id));
    }

    [PeerTheory]
    [InlineData(null)]
    [InlineData("https://app.example.com")]
    public async Task Page_of_another_origin_is_refused(string? allowed)
    {
        await using var server = await ServeAsync(allowed);
        var id = Meeting.NewId();
        await browser.OpenAsync("rpc", id, server.Url);
        Assert.Equal("closed 1006", await browser.Reports.HearAsync(id));
        Assert.Empty(server.Connections);
    }

    private protected override async Task<Meeting> MeetAsync(PerMessageDeflateOptions? compression = null)
    {
        using var reception = new Reception();
        var id = Meeting.NewId();
        await browser.OpenAsync("echo", id, reception.Url);
        var (connection, _) = await reception.AcceptAsync(compression).Within();
        return new Meeting(connection, () => browser.Reports.HearAsync(id));
    }

    private static async Task<WsRpcServer> ServeAsync(string? allowedOrigin, string scheme = "ws", ServerCertificate? certificate = null)
    {
        var server = new WsRpcServer($"{scheme}://127.0.0.1:0/rpc", options =>
        {
            options.Certificate = certificate;
            if (allowedOrigin is not null)
            {
                options.AllowedOrigins.Add(allowedOrigin);
            }
        });
        server.AddService<IGreeter>(connection => new Greeter(connection));
        await server.StartAsync();
        return server;
    }
}
