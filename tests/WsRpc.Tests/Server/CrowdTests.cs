using WsRpc.Tests.Sockets;

namespace WsRpc.Tests.Server;

/// <summary>Many clients, or slow ones, at the door.</summary>
public sealed class CrowdTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _clock = new();

    [Theory]
    [PortableSockets]
    [EpollSockets]
    public async Task One_octet_a_second_does_not_outlive_HandshakeTimeout(SocketKind kind)
    {
        await using var server = await StartAsync(options => options.Sockets = kind.Io());
        using var client = await RawSocket.ConnectAsync(server.Url);
        await InTime.Until(() => _clock.TimerCount == 1);
        for (var second = 0; second < 10; second++)
        {
            await client.Sends("GET /rpc HT"[second..(second + 1)]);
            _clock.Advance(Second);
        }

        await client.IsCutOff();
    }

    [Theory]
    [PortableSockets]
    [EpollSockets]
    public async Task Slow_client_that_is_in_time_is_served(SocketKind kind)
    {
        await using var server = await StartAsync(options => options.Sockets = kind.Io());
        using var client = await RawSocket.ConnectAsync(server.Url);
        await InTime.Until(() => _clock.TimerCount == 1);
        var request = RawSocket.Request(server.Url);
        for (var second = 0; second < 9; second++)
        {
            await client.Sends(request[second..(second + 1)]);
            _clock.Advance(Second);
        }

        await client.Sends(request[9..]);
        Assert.StartsWith("HTTP/1.1 101 ", await client.ReceivesUntil("\r\n"));
    }

    [Fact]
    public async Task Slow_clients_of_one_address_are_bounded_until_they_are_cut_off()
    {
        await using var server = await StartAsync(options => options.MaxConnectionsPerAddress = 2);
        using var one = await RawSocket.ConnectAsync(server.Url);
        using var other = await RawSocket.ConnectAsync(server.Url);
        await InTime.Until(() => _clock.TimerCount == 2);
        var answer = await server.AnswersToEnd(RawSocket.Request(server.Url));
        Assert.StartsWith("HTTP/1.1 429 Too Many Requests\r\n", answer);
        Assert.Contains("from one address", answer);

        _clock.Advance(10 * Second);
        await one.IsCutOff();
        await other.IsCutOff();
        await server.HasRoomAgain();
    }

    [Fact]
    public async Task Connection_counts_for_its_address_until_it_ends()
    {
        await using var server = await StartAsync(options => options.MaxConnectionsPerAddress = 1);
        await using (var client = await WsRpcClient.ConnectAsync(server.Url))
        {
            await client.GetProxy<IProbe>().EchoAsync(1).Within();
            Assert.StartsWith("HTTP/1.1 429 ", await server.Answers(RawSocket.Request(server.Url)));
        }

        await server.HasRoomAgain();
    }

    [Fact]
    public async Task Crowd_without_seats_is_closed_without_a_word()
    {
        await using var server = await StartAsync(options => options.MaxConnections = 1);
        await using var client = await WsRpcClient.ConnectAsync(server.Url).Within();
        var crowd = new List<RawSocket>();
        try
        {
            for (var i = 0; i < Reception.MaxTurnedAway; i++)
            {
                crowd.Add(await RawSocket.ConnectAsync(server.Url));
                Assert.StartsWith("HTTP/1.1 503 ", await crowd[i].ReceivesToEnd());
            }

            using var last = await RawSocket.ConnectAsync(server.Url);
            await last.IsCutOff();
        }
        finally
        {
            crowd.ForEach(stranger => stranger.Dispose());
        }
    }

    [Fact]
    public async Task Bound_that_admits_nobody_is_refused_at_the_start()
    {
        await using var server = new WsRpcServer("ws://127.0.0.1:0/rpc", options => options.MaxConnectionsPerAddress = 0);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => server.StartAsync());
    }

    private Task<WsRpcServer> StartAsync(Action<WsRpcServerOptions> configure) => Door.StartAsync(options =>
    {
        options.TimeProvider = _clock;
        configure(options);
    });
}
