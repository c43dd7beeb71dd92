using WsRpc.Protocol.WebSocket;

namespace WsRpc.Tests.Clients;

/// <summary>The clients of a server as typed objects.</summary>
public sealed class RpcClientsTests
{
    [Fact]
    public async Task Notification_to_many_is_written_once_for_all()
    {
        await using var desk = await Desk.OpenAsync();
        await using var ann = await desk.ConnectAsync();
        await using var bob = await desk.ConnectAsync();
        var tick = new Tick("XAU");
        await desk.Clients.All.TickAsync(tick).Within();
        Assert.Equal("XAU", await ann.Ticks.Next());
        Assert.Equal("XAU", await bob.Ticks.Next());
        Assert.Equal(1, tick.Written);
    }

    [Fact]
    public async Task Every_view_reaches_whom_it_names()
    {
        await using var desk = await Desk.OpenAsync();
        await using var ann = await desk.ConnectAsync("ann");
        await using var bob = await desk.ConnectAsync("bob");
        await desk.Server.Groups.AddAsync(ann.Id, "metals");
        await desk.Server.Groups.AddAsync(bob.Id, "metals");
        var clients = desk.Clients;
        await clients.User("ann").TickAsync(new Tick("user"));
        await clients.Group("metals").TickAsync(new Tick("group"));
        await clients.AllExcept(bob.Id).TickAsync(new Tick("all except"));
        await clients.GroupExcept("metals", bob.Id).TickAsync(new Tick("group except"));
        await clients.Client(ann.Id).TickAsync(new Tick("client"));
        await clients.All.TickAsync(new Tick("all"));
        Assert.Equal(["user", "group", "all except", "group except", "client", "all"], await ann.Ticks.Next(6));
        Assert.Equal(["group", "all"], await bob.Ticks.Next(2));
        Assert.Equal(2, await desk.Server.Groups.CountAsync("metals"));
        Assert.Equal(["metals"], await desk.Server.Groups.OfAsync(ann.Id));
        Assert.Equal(2, (await desk.Server.Groups.MembersAsync("metals")).Count);
        await desk.Server.Groups.RemoveAsync(ann.Id, "metals");
        Assert.Equal([bob.Id], await desk.Server.Groups.MembersAsync("metals"));
    }

    [Fact]
    public async Task Call_on_many_says_how_many_are_asked()
    {
        await using var desk = await Desk.OpenAsync();
        await using var ann = await desk.ConnectAsync();
        var many = desk.Clients.GroupExcept("metals", ann.Id);
        var failure = await Assert.ThrowsAsync<NotSupportedException>(() => many.ConfirmAsync("halt?"));
        Assert.Equal("deskClient.confirm has an answer, and group \"metals\" except 1 are many: IRpcClients<T>.AskAsync asks each of them, Client(id) one.", failure.Message);
    }

    [Fact]
    public async Task Each_of_many_is_asked_and_has_its_own_reply()
    {
        var clock = new FakeTimeProvider();
        await using var desk = await Desk.OpenAsync(options => options.TimeProvider = clock);
        await using var yes = await desk.ConnectAsync();
        await using var no = await desk.ConnectAsync();
        await using var broken = await desk.ConnectAsync();
        await using var silent = await desk.ConnectAsync();
        var asked = new TaskCompletionSource();
        no.OnConfirm = static _ => Task.FromResult(false);
        broken.OnConfirm = static _ => throw new RpcErrorException(4711, "broken");
        silent.OnConfirm = _ =>
        {
            asked.SetResult();
            return new TaskCompletionSource<bool>().Task;
        };
        var replies = new Dictionary<string, RpcReply<bool>>();
        var gathering = Task.Run(async () =>
        {
            await foreach (var reply in desk.Clients.AskAsync(RpcTarget.All, client => client.ConfirmAsync("halt?"), TimeSpan.FromSeconds(5)))
            {
                lock (replies)
                {
                    replies.Add(reply.ConnectionId, reply);
                }
            }
        });
        await asked.Task.Within();
        await InTime.Until(() =>
        {
            lock (replies)
            {
                return replies.Count == 3;
            }
        });
        clock.Advance(TimeSpan.FromSeconds(5));
        await gathering.Within();
        Assert.True(replies[yes.Id].TryGet(out var value) && value);
        Assert.True(replies[no.Id].TryGet(out value) && !value);
        Assert.False(replies[broken.Id].TryGet(out _));
        Assert.Equal(4711, Assert.Throws<RpcErrorException>(() => replies[broken.Id].Value).Code);
        Assert.IsType<RpcTimeoutException>(replies[silent.Id].Exception);
    }

    [Fact]
    public async Task Nobody_is_asked_before_the_replies_are_enumerated_and_a_value_task_will_do()
    {
        await using var desk = await Desk.OpenAsync();
        var replies = desk.Clients.AskAsync(RpcTarget.All, client => client.CountAsync(), InTime.Limit);
        await using var ann = await desk.ConnectAsync();
        var values = new List<int>();
        await foreach (var reply in replies)
        {
            values.Add(reply.Value);
        }

        Assert.Equal([7], values);
        Assert.Throws<ArgumentOutOfRangeException>(() => desk.Clients.AskAsync(RpcTarget.All, client => client.CountAsync(), TimeSpan.Zero));
    }

    [Fact]
    public async Task Connection_that_reads_nothing_delays_nobody()
    {
        await using var desk = await Desk.OpenAsync(options => options.MaxOutgoingBytes = 256 * 1024);
        await using var reading = await desk.ConnectAsync();
        await using var stuck = await WebSocketConnection.ConnectAsync(desk.Server.Url).WaitAsync(InTime.Limit);
        await InTime.Until(() => desk.Server.Connections.Count == 2);
        var large = new string('x', 64 * 1024);
        for (var i = 0; i < 200; i++)
        {
            await desk.Clients.All.TickAsync(new Tick(large)).Within();
            Assert.Equal(large, await reading.Ticks.Next());
        }

        var end = desk.Server.Connections.Single(connection => connection.Id != reading.Id);
        Assert.InRange(end.Counters.NotificationsDropped, 1, 199);
        Assert.Equal(0, desk.EndOf(reading).Counters.NotificationsDropped);
        Assert.InRange(end.OutgoingBytes, 1, 512 * 1024);
        stuck.Abort();
    }

    [Fact]
    public async Task Connection_may_join_before_it_is_open()
    {
        await using var desk = await Desk.OpenAsync();
        desk.OnConnected = connection => desk.Server.Groups.AddAsync(connection.Id, "everybody");
        await using var ann = await desk.ConnectAsync();
        await desk.Clients.Group("everybody").TickAsync(new Tick("XAU"));
        Assert.Equal("XAU", await ann.Ticks.Next());
    }

    [Fact]
    public async Task Connection_that_is_refused_leaves_nothing_behind()
    {
        await using var desk = await Desk.OpenAsync();
        string? id = null;
        desk.OnConnected = async connection =>
        {
            id = connection.Id;
            await desk.Server.Groups.AddAsync(connection.Id, "everybody");
            throw new RpcErrorException(1, "no");
        };
        await Assert.ThrowsAnyAsync<RpcException>(() => desk.ConnectAsync());
        await InTime.Until(() => desk.Server.Groups.CountAsync("everybody").Result == 0);
        Assert.Equal(0, await desk.Server.Presence.CountAsync(RpcTarget.Client(id!)));
    }

    [Fact]
    public async Task Whoever_joins_while_it_ends_is_not_left_behind()
    {
        await using var desk = await Desk.OpenAsync();
        for (var i = 0; i < 20; i++)
        {
            var client = await desk.ConnectAsync();
            var end = desk.EndOf(client);
            var joining = Task.Run(async () =>
            {
                for (var group = 0; group < 200; group++)
                {
                    await desk.Server.Groups.AddAsync(client.Id, $"{group}");
                }
            });
            end.Abort();
            await joining.Within();
            await end.Completion.Within();
            await InTime.Until(() => desk.Server.Connections.Count == 0);
            Assert.Empty(await desk.Server.Groups.OfAsync(client.Id));
            Assert.Equal(0, await desk.Server.Groups.CountAsync("0"));
            Assert.Equal(0, await desk.Server.Groups.CountAsync("199"));
            await client.DisposeAsync();
        }
    }

    [Fact]
    public async Task Groups_of_a_connection_are_limited()
    {
        await using var desk = await Desk.OpenAsync(options => options.MaxGroupsPerConnection = 2);
        await using var ann = await desk.ConnectAsync();
        var groups = desk.Server.Groups;
        await groups.AddAsync(ann.Id, "a");
        await groups.AddAsync(ann.Id, "b");
        await groups.AddAsync(ann.Id, "b");
        var failure = await Assert.ThrowsAsync<RpcLimitException>(() => groups.AddAsync(ann.Id, "c").AsTask());
        Assert.Equal(("MaxGroupsPerConnection", 2L), (failure.Limit, failure.Value));
        await groups.RemoveAsync(ann.Id, "a");
        await groups.AddAsync(ann.Id, "c");
        await Assert.ThrowsAsync<ArgumentException>(() => groups.AddAsync(ann.Id, "").AsTask());
    }

    [Fact]
    public async Task Views_are_made_before_the_start_and_used_after_it()
    {
        await using var server = new WsRpcServer("ws://127.0.0.1:0/desk");
        var clients = server.Clients<IDeskClient>();
        Assert.Equal(0, await server.Presence.CountAsync(RpcTarget.All));
        Assert.Contains("StartAsync", Assert.Throws<InvalidOperationException>(() => clients.All).Message);
        await server.StartAsync();
        await clients.All.TickAsync(new Tick("XAU"));
        Assert.Throws<InvalidOperationException>(() => ClientsOf<IDisposable>(server));

        static IRpcClients<T> ClientsOf<T>(WsRpcServer server)
            where T : class => server.Clients<T>();
    }

    [Fact]
    public async Task Handler_of_changes_that_throws_is_logged_and_others_hear()
    {
        var logger = new RecordingLogger();
        await using var desk = await Desk.OpenAsync(options => options.LoggerFactory = logger);
        var heard = new Events.Told<RpcPresenceChange>();
        desk.Server.Presence.Changed += (_, _) => throw new InvalidOperationException("no");
        desk.Server.Presence.Changed += heard.Add;
        await using var ann = await desk.ConnectAsync();
        Assert.Equal(new(RpcPresenceKind.Connected, ann.Id, null, null, 1), await heard.Next());
        await InTime.Until(() => logger.Entries.Any(entry => entry.Exception is InvalidOperationException { Message: "no" }));
    }
}
