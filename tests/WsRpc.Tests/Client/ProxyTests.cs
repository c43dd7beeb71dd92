using System.Net;
using WsRpc.Tests.Tls;

namespace WsRpc.Tests.Client;

/// <summary>Servers behind an HTTP proxy (RFC 6455 §4.1, RFC 9110 §9.3.6).</summary>
public sealed class ProxyTests
{
    private static readonly string Credential = $"Basic {Convert.ToBase64String("ann:s3cret"u8)}";

    [Fact]
    public async Task Plain_connection_goes_through_the_proxy_by_connect()
    {
        await using var server = await StartAsync();
        using var proxy = new ConnectProxy();
        await using var client = await TlsPair.ConnectAsync(server.Url, options => options.Proxy = proxy.With());
        Assert.Equal(1, await client.GetProxy<IProbe>().EchoAsync(1).Within());
        var authority = $"127.0.0.1:{server.Url.Port}";
        Assert.Equal($"CONNECT {authority} HTTP/1.1\r\nHost: {authority}\r\n\r\n", Assert.Single(proxy.Requests));
    }

    [Fact]
    public async Task Tls_connection_goes_through_the_proxy_and_is_encrypted_to_the_server()
    {
        await using var server = await TlsPair.StartAsync();
        using var proxy = new ConnectProxy();
        await using var client = await TlsPair.ConnectAsync(server.Url, options => options.Proxy = proxy.With());
        Assert.Equal(1, await client.GetProxy<IProbe>().EchoAsync(1).Within());
        Assert.StartsWith("CONNECT ", Assert.Single(proxy.Requests));
    }

    [Fact]
    public async Task Name_of_the_server_is_for_the_proxy_to_resolve()
    {
        await using var server = await StartAsync();
        using var proxy = new ConnectProxy();
        var url = new Uri($"ws://somewhere.invalid:{server.Url.Port}/rpc");
        await using var client = await TlsPair.ConnectAsync(url, options => options.Proxy = proxy.With());
        Assert.StartsWith($"CONNECT somewhere.invalid:{server.Url.Port} HTTP/1.1\r\n", Assert.Single(proxy.Requests));
    }

    [Fact]
    public async Task Credentials_of_the_proxy_are_sent()
    {
        await using var server = await StartAsync();
        using var proxy = new ConnectProxy { Authorization = Credential };
        await using var client = await TlsPair.ConnectAsync(server.Url, options => options.Proxy = proxy.With("ann", "s3cret"));
        Assert.Equal(1, await client.GetProxy<IProbe>().EchoAsync(1).Within());
    }

    [Fact]
    public async Task User_information_in_the_proxys_url_is_sent_and_never_shown()
    {
        await using var server = await StartAsync();
        using var proxy = new ConnectProxy { Authorization = Credential };
        await using var client = await TlsPair.ConnectAsync(server.Url, options => options.Proxy = WithUserInfo(proxy, "ann:s3cret"));
        var failure = await TlsPair.Fails(server.Url, options => options.Proxy = WithUserInfo(proxy, "ann:wr0ng"));
        Assert.DoesNotContain("wr0ng", failure.ToString());
    }

    [Fact]
    public async Task Proxy_that_wants_a_password_says_so_in_words()
    {
        using var proxy = new ConnectProxy { Authorization = Credential };
        var failure = await TlsPair.Fails(new Uri("ws://somewhere.invalid/rpc"), options => options.Proxy = proxy.With());
        Assert.Contains($"the proxy {proxy.Url.GetLeftPart(UriPartial.Authority)} wants a user name and a password (407)", failure.Message);
    }

    [Fact]
    public async Task Status_of_a_proxy_that_refuses_is_told()
    {
        using var proxy = new ConnectProxy { Answer = "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 4\r\n\r\noops" };
        var failure = await TlsPair.Fails(new Uri("ws://somewhere.invalid/rpc"), options => options.Proxy = proxy.With());
        Assert.Contains($"the proxy {proxy.Url.GetLeftPart(UriPartial.Authority)} answered CONNECT somewhere.invalid:80 with 502", failure.Message);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n\u0001\u0000", "sent something behind its answer")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 101 Switching Protocols\r\n\r\n", "sent something behind its answer")]
    [InlineData("220 mail.example ESMTP\r\n", "is not HTTP")]
    [InlineData("", "closed the connection instead of answering")]
    public async Task What_a_proxy_sends_beside_its_answer_is_never_taken_for_the_servers(string answer, string problem)
    {
        using var proxy = new ConnectProxy { Answer = answer };
        Assert.Contains(problem, (await TlsPair.Fails(new Uri("ws://somewhere.invalid/rpc"), options => options.Proxy = proxy.With())).Message);
    }

    [Fact]
    public async Task Head_of_the_proxys_answer_is_bounded()
    {
        using var proxy = new ConnectProxy { Answer = $"HTTP/1.1 200 OK\r\nX-Long: {new string('x', 20_000)}\r\n\r\n" };
        Assert.Contains("the proxy ", (await TlsPair.Fails(new Uri("ws://somewhere.invalid/rpc"), options => options.Proxy = proxy.With())).Message);
    }

    [Fact]
    public async Task Server_that_the_proxy_is_not_for_is_reached_without_it()
    {
        await using var server = await StartAsync();
        using var proxy = new ConnectProxy();
        await using var client = await TlsPair.ConnectAsync(server.Url, options => options.Proxy = new WebProxy(proxy.Url, BypassOnLocal: true));
        Assert.Equal(1, await client.GetProxy<IProbe>().EchoAsync(1).Within());
        Assert.Empty(proxy.Requests);
    }

    [Fact]
    public async Task Proxy_of_another_kind_is_refused_in_words() =>
        Assert.Contains("socks5://127.0.0.1:1", (await TlsPair.Fails(new Uri("ws://somewhere.invalid/rpc"), options => options.Proxy = new WebProxy("socks5://127.0.0.1:1"))).Message);

    [Fact]
    public async Task Proxy_that_cannot_be_reached_is_named()
    {
        Uri url;
        using (var proxy = new ConnectProxy())
        {
            url = proxy.Url;
        }

        var failure = await TlsPair.Fails(new Uri("ws://somewhere.invalid/rpc"), options => options.Proxy = new WebProxy(url));
        Assert.Contains($"the proxy {url.GetLeftPart(UriPartial.Authority)}: ", failure.Message);
    }

    [Fact]
    public async Task Proxy_that_says_nothing_counts_into_the_time_to_connect()
    {
        var clock = new FakeTimeProvider();
        using var silent = new RawServer();
        var failing = TlsPair.Fails(new Uri("ws://somewhere.invalid/rpc"), options =>
        {
            options.Proxy = new WebProxy($"http://127.0.0.1:{silent.Url.Port}");
            options.TimeProvider = clock;
        });
        using var connection = await silent.Accepts();
        Assert.StartsWith("CONNECT ", await connection.ReceivesUntil("\r\n\r\n"));
        clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Contains("not connected within 15 s", (await failing).Message);
    }

    [Fact]
    public void Default_is_the_proxy_of_the_system() => Assert.Same(HttpClient.DefaultProxy, new WsRpcClientOptions().Proxy);

    private static UserInfoProxy WithUserInfo(ConnectProxy proxy, string userInfo) => new(new Uri($"http://{userInfo}@{proxy.Url.Authority}"));

    private static async Task<WsRpcServer> StartAsync()
    {
        var server = new WsRpcServer("ws://127.0.0.1:0/rpc");
        server.AddService<IProbe>(new Probe());
        await server.StartAsync();
        return server;
    }

    private sealed class UserInfoProxy(Uri url) : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri GetProxy(Uri destination) => url;

        public bool IsBypassed(Uri host) => false;
    }
}
