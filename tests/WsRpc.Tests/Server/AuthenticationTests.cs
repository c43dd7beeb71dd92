using System.Net;
using System.Security.Claims;
using Microsoft.Extensions.Logging;
using WsRpc.Protocol.WebSocket;
using WsRpc.Tests.Sockets;

namespace WsRpc.Tests.Server;

/// <summary>Who a client is, and what becomes of one that is nobody.</summary>
public sealed class AuthenticationTests
{
    private static readonly ClaimsPrincipal Ann = new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "ann")], "test"));

    [Fact]
    public async Task Accepted_user_is_the_user_of_the_connection()
    {
        await using var server = await Door.StartAsync(
            options => options.Authenticate = (request, _) =>
                new(request.Headers["Authorization"] == "Bearer x" ? WsRpcHandshake.Accept(Ann) : WsRpcHandshake.Reject(401)),
            server => server.AddService<IProbe>(connection => new Probe { OnRun = (_, _) => Task.FromResult($"{connection.UserId} {connection.User.Identity!.IsAuthenticated}") }));
        await using var client = await WsRpcClient.ConnectAsync(server.Url, options => options.Headers["Authorization"] = "Bearer x").Within();
        Assert.Equal("ann True", await client.GetProxy<IProbe>().RunAsync("").Within());
        Assert.Same(Ann, Assert.Single(server.Connections).User);
    }

    [Fact]
    public async Task Client_accepted_without_a_user_is_nobody_in_particular()
    {
        await using var server = await Door.StartAsync(options => options.Authenticate = (_, _) => new(WsRpcHandshake.Accept()));
        await using var client = await WsRpcClient.ConnectAsync(server.Url).Within();
        await client.GetProxy<IProbe>().EchoAsync(1).Within();
        var connection = Assert.Single(server.Connections);
        Assert.Null(connection.UserId);
        Assert.Empty(connection.User.Claims);
    }

    [Fact]
    public async Task Request_says_what_the_client_said()
    {
        WsRpcHandshakeRequest? heard = null;
        await using var server = await Door.StartAsync(options => options.Authenticate = (request, _) =>
        {
            heard = request;
            return new(WsRpcHandshake.Accept());
        });
        using var client = await RawSocket.ConnectAsync(server.Url);
        var origin = $"http://{server.Url.Authority}";
        await client.Sends(RawSocket.Request(server.Url, $"X-Twice: a\r\nx-twice: b\r\nOrigin: {origin}\r\nSec-WebSocket-Protocol: mqtt, jsonrpc\r\n").Replace("/rpc ", "/rpc?token=%20x "));
        await client.ReceivesUntil("\r\n\r\n");

        Assert.Equal(("/rpc", "token=%20x", origin, server.Url.Authority), (heard!.Path, heard.Query, heard.Origin, heard.Host));
        Assert.Equal("a, b", heard.Headers["X-TWICE"]);
        Assert.Null(heard.Headers["Authorization"]);
        Assert.Equal(["mqtt", "jsonrpc"], heard.Subprotocols);
        Assert.Equal(IPAddress.Loopback, Assert.IsType<IPEndPoint>(heard.RemoteEndPoint).Address);
    }

    [Fact]
    public async Task Rejected_client_is_told_with_the_status_headers_and_text_of_the_application()
    {
        await using var server = await Door.StartAsync(options => options.Authenticate = (_, _) =>
            new(WsRpcHandshake.Reject(401, "Say who you are.", [new("WWW-Authenticate", "Bearer")])));
        var answer = await server.AnswersToEnd(RawSocket.Request(server.Url));
        Assert.StartsWith("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer\r\n", answer);
        Assert.EndsWith("\r\n\r\nSay who you are.\n", answer);

        var exception = await Assert.ThrowsAsync<RpcConnectFailedException>(() => WsRpcClient.ConnectAsync(server.Url).Within());
        Assert.Contains("401", exception.Message);
        Assert.Contains("Say who you are.", exception.Message);
    }

    [Fact]
    public async Task Rejected_client_keeps_no_seat()
    {
        var reject = true;
        await using var server = await Door.StartAsync(options =>
        {
            options.MaxConnections = 1;
            options.Authenticate = (_, _) => new(reject ? WsRpcHandshake.Reject(403) : WsRpcHandshake.Accept());
        });
        Assert.StartsWith("HTTP/1.1 403 ", await server.Answers(RawSocket.Request(server.Url)));
        reject = false;
        await server.HasRoomAgain();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Failure_to_decide_is_logged_and_500_without_details(bool throws)
    {
        var logger = new RecordingLogger();
        await using var server = await Door.StartAsync(options =>
        {
            options.LoggerFactory = logger;
            options.Authenticate = (_, _) => throws ? throw new FileNotFoundException("secrets.json") : new((WsRpcHandshake)null!);
        });
        var answer = await server.AnswersToEnd(RawSocket.Request(server.Url));
        Assert.StartsWith("HTTP/1.1 500 ", answer);
        Assert.DoesNotContain("secrets", answer);
        var entry = Assert.Single(logger.Entries, entry => entry.Level == LogLevel.Error);
        Assert.IsType(throws ? typeof(FileNotFoundException) : typeof(InvalidOperationException), entry.Exception);
    }

    [Fact]
    public async Task Decision_that_takes_longer_than_HandshakeTimeout_is_503()
    {
        var clock = new FakeTimeProvider();
        var asked = new TaskCompletionSource<CancellationToken>();
        await using var server = await Door.StartAsync(options =>
        {
            options.TimeProvider = clock;
            options.Authenticate = async (_, cancellationToken) =>
            {
                asked.SetResult(cancellationToken);
                await new TaskCompletionSource().Task;
                return WsRpcHandshake.Accept();
            };
        });
        using var client = await RawSocket.ConnectAsync(server.Url);
        await client.Sends(RawSocket.Request(server.Url));
        var token = await asked.Task.Within();
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.StartsWith("HTTP/1.1 503 ", await client.ReceivesToEnd());
        Assert.True(token.IsCancellationRequested);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Decision_that_never_comes_keeps_its_seat_no_longer_than_HandshakeTimeout(bool blocks)
    {
        var clock = new FakeTimeProvider();
        var asked = new TaskCompletionSource<CancellationToken>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var never = new ManualResetEventSlim();
        await using var server = await Door.StartAsync(options =>
        {
            options.TimeProvider = clock;
            options.MaxConnections = 1;
            options.Authenticate = async (_, cancellationToken) =>
            {
                if (asked.TrySetResult(cancellationToken))
                {
                    if (blocks)
                    {
                        never.Wait(InTime.Limit, CancellationToken.None);
                    }

                    await new TaskCompletionSource().Task;
                }

                return WsRpcHandshake.Accept();
            };
        });
        using var client = await RawSocket.ConnectAsync(server.Url);
        await client.Sends(RawSocket.Request(server.Url));
        var token = await asked.Task.Within();
        Assert.StartsWith("HTTP/1.1 503 ", await server.Answers(RawSocket.Request(server.Url)));
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.True(token.IsCancellationRequested);
        Assert.StartsWith("HTTP/1.1 503 ", await client.ReceivesToEnd());

        // That it does not go away itself is borne for a moment.
        clock.Advance(TimeSpan.FromSeconds(1));
        await server.HasRoomAgain();
        never.Set();
    }

    [Fact]
    public async Task Stopping_waits_for_no_decision()
    {
        var asked = new TaskCompletionSource();
        var server = await Door.StartAsync(options => options.Authenticate = async (_, _) =>
        {
            asked.SetResult();
            await new TaskCompletionSource().Task;
            return WsRpcHandshake.Accept();
        });
        using var client = await RawSocket.ConnectAsync(server.Url);
        await client.Sends(RawSocket.Request(server.Url));
        await asked.Task.Within();
        await server.DisposeAsync().Within();
        await client.IsCutOff();
    }

    [Fact]
    public async Task Path_without_a_rule_of_its_own_has_the_servers()
    {
        await using var server = await Door.StartAsync(
            options => options.Authenticate = (_, _) => new(WsRpcHandshake.Reject(401)),
            server =>
            {
                server.Map("/closed").AddService<IOther>(new Other());
                server.Map("/open", options => options.Authenticate = (_, _) => new(WsRpcHandshake.Accept())).AddService<IOther>(new Other());
                server.Map("/admin", options => options.Authenticate = (_, _) => new(WsRpcHandshake.Reject(403))).AddService<IOther>(new Other());
            });
        foreach (var (path, status) in new[] { ("/rpc", 401), ("/closed", 401), ("/open", 101), ("/admin", 403) })
        {
            Assert.StartsWith($"HTTP/1.1 {status} ", await server.Answers(RawSocket.Request(new Uri(server.Url, path))));
        }
    }

    [Fact]
    public async Task Nobody_is_asked_about_what_is_refused_anyway()
    {
        var asked = 0;
        await using var server = await Door.StartAsync(options => options.Authenticate = (_, _) =>
        {
            asked++;
            return new(WsRpcHandshake.Accept());
        });
        Assert.StartsWith("HTTP/1.1 404 ", await server.Answers(RawSocket.Request(new Uri(server.Url, "/other"))));
        Assert.StartsWith("HTTP/1.1 403 ", await server.Answers(RawSocket.Request(server.Url, "Origin: http://evil.example\r\n")));
        Assert.StartsWith("HTTP/1.1 426 ", await server.Answers($"GET /rpc HTTP/1.1\r\nHost: {server.Url.Authority}\r\n\r\n"));
        Assert.Equal(0, asked);
    }

    [Theory]
    [PortableSockets]
    [EpollSockets]
    public async Task Frames_that_come_before_the_decision_are_not_lost(SocketKind kind)
    {
        var asked = new TaskCompletionSource();
        var decided = new TaskCompletionSource();
        await using var server = await Door.StartAsync(options =>
        {
            options.Sockets = kind.Io();
            options.Authenticate = async (_, _) =>
            {
                asked.SetResult();
                await decided.Task;
                return WsRpcHandshake.Accept();
            };
        });
        using var client = await RawSocket.ConnectAsync(server.Url);
        byte[] first = [0x81, 0xAF, 0, 0, 0, 0, .. """{"id":1,"method":"probe.add","params":[20,22]} """u8];
        byte[] second = [0x81, 0xAF, 0, 0, 0, 0, .. """{"id":2,"method":"probe.add","params":[20,23]} """u8];
        await client.Sends([.. System.Text.Encoding.ASCII.GetBytes(RawSocket.Request(server.Url)), .. first]);
        await asked.Task.Within();
        await client.Sends(second);
        decided.SetResult();
        await client.ReceivesUntil("\r\n\r\n");
        await client.ReceivesUntil("""{"jsonrpc":"2.0","id":1,"result":42}""");
        await client.ReceivesUntil("""{"jsonrpc":"2.0","id":2,"result":43}""");
    }

    [Theory]
    [InlineData(200, "X", "y")]
    [InlineData(101, "X", "y")]
    [InlineData(600, "X", "y")]
    [InlineData(401, "X", "y\r\nSet-Cookie: z")]
    [InlineData(401, "X Y", "z")]
    [InlineData(401, "Content-Length", "0")]
    public void Answer_that_cannot_be_given_is_a_mistake_of_the_application(int status, string name, string value) =>
        Assert.ThrowsAny<ArgumentException>(() => WsRpcHandshake.Reject(status, "No.", [new HttpHeader(name, value)]));

    private sealed class Other : IOther
    {
        public Task PingAsync() => Task.CompletedTask;
    }
}
