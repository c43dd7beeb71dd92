using System.Net;
using System.Text;
using WsRpc.Tests.Sockets;
using WsRpc.Tests.Tls;

namespace WsRpc.Tests.Client;

/// <summary>URLs, names, cookies and redirects: the way to a server, as a client goes it.</summary>
public sealed class DialingTests
{
    [Fact]
    public async Task Addresses_of_a_name_are_tried_in_turn()
    {
        await using var server = await StartAsync();
        await using var client = await TlsPair.ConnectAsync(new Uri($"ws://two.example:{server.Url.Port}/rpc"), options =>
            options.ResolveHost = (host, _) => Task.FromResult<IPAddress[]>(host == "two.example" ? [IPAddress.Parse("127.0.0.2"), IPAddress.Loopback] : []));
        Assert.Equal(1, await client.GetProxy<IProbe>().EchoAsync(1).Within());
    }

    [Fact]
    public async Task Failures_of_all_addresses_are_in_the_message()
    {
        int port;
        using (var unused = new RawServer())
        {
            port = unused.Url.Port;
        }

        var failure = await TlsPair.Fails(new Uri($"ws://two.example:{port}/rpc"), options =>
            options.ResolveHost = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("127.0.0.2"), IPAddress.Loopback]));
        Assert.Contains($"(127.0.0.2:{port})", failure.Message);
        Assert.Contains($"(127.0.0.1:{port})", failure.Message);
    }

    [Fact]
    public async Task Name_that_takes_too_long_counts_into_the_time_to_connect()
    {
        var clock = new FakeTimeProvider();
        var failing = TlsPair.Fails(new Uri("ws://slow.example/rpc"), options =>
        {
            options.TimeProvider = clock;
            options.ConnectTimeout = TimeSpan.FromSeconds(3);
            options.ResolveHost = async (_, cancellationToken) =>
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return [];
            };
        });
        await InTime.Until(() => clock.TimerCount > 0);
        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Contains("not connected within 3 s", (await failing).Message);
    }

    [Theory]
    [InlineData("ann:s3cret", "ann:s3cret")]
    [InlineData("ann", "ann:")]
    [InlineData("a%40b:p%3Aq%25", "a@b:p:q%")]
    public async Task User_information_becomes_basic_authorization(string userInfo, string credential)
    {
        using var server = new RawServer();
        var failing = TlsPair.Fails(new Uri($"ws://{userInfo}@{server.Url.Authority}/rpc"));
        var request = await RefusesAsync(server);
        Assert.Contains($"\r\nAuthorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(credential))}\r\n", request);
        var failure = await failing;
        Assert.DoesNotContain(userInfo.Split(':')[^1], failure.Message);
        Assert.DoesNotContain("@", failure.ToString());
    }

    [Fact]
    public async Task Authorization_of_the_application_wins_over_the_url()
    {
        using var server = new RawServer();
        var failing = TlsPair.Fails(new Uri($"ws://ann:s3cret@{server.Url.Authority}/rpc"), options => options.Headers["authorization"] = "Bearer token");
        var request = await RefusesAsync(server);
        Assert.Contains("authorization: Bearer token\r\n", request);
        Assert.DoesNotContain("Basic", request);
        await failing;
    }

    [Fact]
    public async Task Url_that_is_a_mistake_is_not_shown_with_its_password()
    {
        var mistake = await Assert.ThrowsAsync<ArgumentException>(() => WsRpcClient.ConnectAsync("ftp://ann:s3cret@127.0.0.1/rpc"));
        Assert.DoesNotContain("s3cret", mistake.Message);
    }

    [Fact]
    public async Task Url_of_http_is_taken_as_ws()
    {
        await using var server = await StartAsync();
        await using var client = await TlsPair.ConnectAsync(new Uri($"http://127.0.0.1:{server.Url.Port}/rpc?v=1"));
        Assert.Equal("v=1", (await server.AcceptedAsync()).Handshake.Query);
    }

    [Fact]
    public async Task Cookies_are_sent_and_those_of_the_answer_are_kept()
    {
        using var server = new RawServer();
        var cookies = new CookieContainer();
        cookies.Add(new Cookie("a", "1", "/", "127.0.0.1"));
        cookies.Add(new Cookie("elsewhere", "1", "/", "other.example"));
        var failing = TlsPair.Fails(server.Url, options =>
        {
            options.Cookies = cookies;
            options.Headers["Cookie"] = "own=0";
        });
        var request = await RefusesAsync(server, "Set-Cookie: b=2; Path=/\r\nSet-Cookie: c=3; Domain=evil.example\r\nSet-Cookie: ;;;=\r\n");
        Assert.Contains("\r\nCookie: own=0; a=1\r\n", request);
        await failing;
        Assert.Equal("a=1; b=2", cookies.GetCookieHeader(new Uri("http://127.0.0.1/")));
    }

    [Theory]
    [InlineData("https://user:s3cret@other.example:8443/there?token=s3cret", "other.example:8443/there")]
    [InlineData("/moved?token=s3cret", "/moved")]
    public async Task Redirect_is_refused_and_its_place_is_named(string location, string place)
    {
        using var server = new RawServer();
        var failing = TlsPair.Fails(server.Url);
        await RefusesAsync(server, $"Location: {location}\r\n", status: 307);
        var message = (await failing).Message;
        Assert.Contains("307", message);
        Assert.Contains($"{place}.", message);
        Assert.DoesNotContain("s3cret", message);
    }

    private static async Task<string> RefusesAsync(RawServer server, string headers = "", int status = 401)
    {
        using var connection = await server.Accepts();
        var request = await connection.ReceivesUntil("\r\n\r\n");
        await connection.Sends($"HTTP/1.1 {status} No\r\nContent-Length: 0\r\n{headers}\r\n");
        return request;
    }

    private static async Task<WsRpcServer> StartAsync()
    {
        var server = new WsRpcServer("ws://127.0.0.1:0/rpc");
        server.AddService<IProbe>(new Probe());
        await server.StartAsync();
        return server;
    }
}
