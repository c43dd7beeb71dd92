using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.Extensions.Logging;

namespace WsRpc.Tests.Server;

/// <summary>What the application does when a connection begins and ends.</summary>
public sealed class ConnectedTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly RecordingLogger _logger = new();
    private readonly TaskCompletionSource<RpcClosed> _disconnected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _disconnections;

    [Fact]
    public async Task Connected_is_after_authentication_and_before_services_and_calls()
    {
        var events = new ConcurrentQueue<string>();
        await using var server = await Door.StartAsync(
            options =>
            {
                options.Authenticate = (_, _) =>
                {
                    events.Enqueue("authenticated");
                    return new(WsRpcHandshake.Accept(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "ann")]))));
                };
                options.OnConnected = async (connection, _) =>
                {
                    await Task.Yield();
                    events.Enqueue($"connected {connection.UserId}");
                    connection.Items["tenant"] = "seven";
                };
            },
            server => server.AddService<IProbe>(connection =>
            {
                events.Enqueue($"made for {connection.Items["tenant"]}");
                return new Probe { OnNote = note => events.Enqueue(note) };
            }));
        using var client = await RawSocket.ConnectAsync(server.Url);
        byte[] call = [0x81, 0xA7, 0, 0, 0, 0, .. """{"method":"probe.note","params":["x"]} """u8];
        await client.Sends([.. System.Text.Encoding.ASCII.GetBytes(RawSocket.Request(server.Url)), .. call]);
        await InTime.Until(() => events.Count == 4);
        Assert.Equal(["authenticated", "connected ann", "made for seven", "x"], events);
    }

    [Fact]
    public async Task Notification_of_OnConnected_is_the_first_that_the_client_hears()
    {
        await using var server = await StartAsync((connection, _) => connection.GetProxy<IProbe>().NoteAsync("welcome"));
        var probe = new Probe();
        await using var client = await WsRpcClient.ConnectAsync(server.Url, options => options.AddService<IProbe>(probe)).Within();
        await client.GetProxy<IProbe>().EchoAsync(1).Within();
        Assert.Equal(["welcome"], probe.Notes);
    }

    [Fact]
    public async Task Error_that_OnConnected_makes_closes_1008_with_its_message()
    {
        await using var server = await StartAsync((_, _) => throw new RpcErrorException(7, "one connection per user"));
        await using var client = await WsRpcClient.ConnectAsync(server.Url).Within();
        var closed = await client.Completion.Within();
        Assert.Equal((1008, "one connection per user", true), (closed.Code, closed.Reason, closed.InitiatedByPeer));
        await server.DisposeAsync().Within();
        Assert.Equal(0, _disconnections);
        Assert.DoesNotContain(_logger.Entries, entry => entry.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task Any_other_exception_of_OnConnected_is_logged_and_closes_1011_without_details()
    {
        await using var server = await StartAsync((_, _) => throw new FileNotFoundException("users.db"));
        await using var client = await WsRpcClient.ConnectAsync(server.Url).Within();
        var closed = await client.Completion.Within();
        Assert.Equal((1011, "the connection could not be set up"), (closed.Code, closed.Reason));
        await server.DisposeAsync().Within();
        Assert.IsType<FileNotFoundException>(Assert.Single(_logger.Entries, entry => entry.Level == LogLevel.Error).Exception);
        Assert.Equal(0, _disconnections);
    }

    [Fact]
    public async Task Whoever_waits_in_OnConnected_for_an_answer_is_released_at_HandshakeTimeout()
    {
        var asking = new TaskCompletionSource<Task<int>>();
        await using var server = await StartAsync(async (connection, _) =>
        {
            var call = connection.GetProxy<IProbe>().AddAsync(1, 2);
            asking.SetResult(call);
            await call;
        });
        await using var client = await WsRpcClient.ConnectAsync(server.Url, options => options.AddService<IProbe>(new Probe())).Within();
        var call = await asking.Task.Within();
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(1011, (await client.Completion.Within()).Code);
        await Assert.ThrowsAnyAsync<RpcConnectionException>(() => call.Within());
    }

    [Fact]
    public async Task Server_that_stops_meanwhile_closes_1001()
    {
        var connecting = new TaskCompletionSource();
        var server = await StartAsync(async (_, cancellationToken) =>
        {
            connecting.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        });
        await using var client = await WsRpcClient.ConnectAsync(server.Url).Within();
        await connecting.Task.Within();
        await server.DisposeAsync().Within();
        var closed = await client.Completion.Within();
        Assert.Equal((1001, "the server stops", true), (closed.Code, closed.Reason, closed.InitiatedByPeer));
        Assert.DoesNotContain(_logger.Entries, entry => entry.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task OnConnected_that_succeeds_too_late_is_followed_by_OnDisconnected()
    {
        var connecting = new TaskCompletionSource();
        var mayGoOn = new TaskCompletionSource();
        await using var server = await StartAsync(async (_, _) =>
        {
            connecting.SetResult();
            await mayGoOn.Task;
        });
        await using var client = await WsRpcClient.ConnectAsync(server.Url).Within();
        await connecting.Task.Within();
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(1011, (await client.Completion.Within()).Code);
        Assert.Equal(0, _disconnections);
        mayGoOn.SetResult();
        Assert.Equal(1011, (await _disconnected.Task.Within()).Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OnDisconnected_is_told_once_how_the_connection_ended(bool hasOnConnected)
    {
        await using var server = await StartAsync(hasOnConnected ? (_, _) => default : null);
        await using var client = await WsRpcClient.ConnectAsync(server.Url).Within();
        await client.GetProxy<IProbe>().EchoAsync(1).Within();
        await client.CloseAsync(4001, "bye").AsTask().Within();
        var closed = await _disconnected.Task.Within();
        Assert.Equal((4001, "bye", true), (closed.Code, closed.Reason, closed.InitiatedByPeer));
        await server.DisposeAsync().Within();
        Assert.Equal(1, _disconnections);
    }

    [Fact]
    public async Task OnConnected_may_close_the_connection_itself()
    {
        await using var server = await StartAsync((connection, cancellationToken) => connection.CloseAsync(1008, "banned", cancellationToken), options => options.MaxConnections = 1);
        await using var client = await WsRpcClient.ConnectAsync(server.Url).Within();
        var closed = await client.Completion.Within();
        Assert.Equal((1008, "banned"), (closed.Code, closed.Reason));
        Assert.Equal(1008, (await _disconnected.Task.Within()).Code);
        await server.HasRoomAgain();
    }

    [Fact]
    public async Task Factory_of_a_service_may_close_the_connection()
    {
        await using var server = await Door.StartAsync(
            options =>
            {
                options.LoggerFactory = _logger;
                options.MaxConnections = 1;
            },
            server => server.AddService<IProbe>(connection =>
            {
                _ = connection.CloseAsync(4001, "not today").AsTask();
                return new Probe();
            }));
        await using var client = await WsRpcClient.ConnectAsync(server.Url).Within();
        var closed = await client.Completion.Within();
        Assert.Equal((4001, "not today"), (closed.Code, closed.Reason));
        await server.HasRoomAgain();
        Assert.DoesNotContain(_logger.Entries, entry => entry.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task OnConnected_may_cut_the_connection_off()
    {
        await using var server = await StartAsync((connection, _) =>
        {
            connection.Abort();
            return default;
        });
        await using var client = await WsRpcClient.ConnectAsync(server.Url).Within();
        Assert.Equal(1006, (await client.Completion.Within()).Code);
        Assert.Equal(1006, (await _disconnected.Task.Within()).Code);
        Assert.Empty(server.Connections);
    }

    [Fact]
    public async Task Stopping_waits_for_OnDisconnected()
    {
        var disconnecting = new TaskCompletionSource();
        var mayGoOn = new TaskCompletionSource();
        var server = await Door.StartAsync(options => options.OnDisconnected = async (_, _) =>
        {
            disconnecting.SetResult();
            await mayGoOn.Task;
            _disconnections++;
        });
        await using var client = await WsRpcClient.ConnectAsync(server.Url).Within();
        await client.GetProxy<IProbe>().EchoAsync(1).Within();
        var stopping = server.DisposeAsync().AsTask();
        await disconnecting.Task.Within();
        await client.Completion.Within();
        Assert.False(stopping.IsCompleted);
        mayGoOn.SetResult();
        await stopping.Within();
        Assert.Equal(1, _disconnections);
    }

    [Fact]
    public async Task Stopping_does_not_wait_for_ever_for_OnDisconnected()
    {
        var server = await Door.StartAsync(options =>
        {
            options.TimeProvider = _clock;
            options.OnDisconnected = (_, _) => new ValueTask(new TaskCompletionSource().Task);
        });
        await using var client = await WsRpcClient.ConnectAsync(server.Url).Within();
        await client.GetProxy<IProbe>().EchoAsync(1).Within();
        var stopping = server.DisposeAsync().AsTask();
        await client.Completion.Within();
        await InTime.Until(() =>
        {
            _clock.Advance(TimeSpan.FromSeconds(5));
            return stopping.IsCompleted;
        });
        await stopping;
    }

    [Fact]
    public async Task Exception_of_OnDisconnected_is_logged()
    {
        await using var server = await Door.StartAsync(options =>
        {
            options.LoggerFactory = _logger;
            options.OnDisconnected = (_, _) => throw new InvalidOperationException("no database");
        });
        await using (var client = await WsRpcClient.ConnectAsync(server.Url).Within())
        {
            await client.GetProxy<IProbe>().EchoAsync(1).Within();
        }

        await server.DisposeAsync().Within();
        Assert.Equal("no database", Assert.Single(_logger.Entries, entry => entry.Level == LogLevel.Error).Exception?.Message);
    }

    private Task<WsRpcServer> StartAsync(Func<RpcConnection, CancellationToken, ValueTask>? onConnected, Action<WsRpcServerOptions>? configure = null) =>
        Door.StartAsync(options =>
        {
            options.TimeProvider = _clock;
            options.LoggerFactory = _logger;
            options.OnConnected = onConnected;
            options.OnDisconnected = (_, closed) =>
            {
                Interlocked.Increment(ref _disconnections);
                _disconnected.TrySetResult(closed);
                return default;
            };
            configure?.Invoke(options);
        });
}
