using Microsoft.Extensions.Logging;

namespace WsRpc.Tests.Events;

/// <summary>Handlers on a proxy's events (docs/protocol.md, "Events"), octet for octet.</summary>
public sealed class SubscriberTests
{
    private const string Hello = """{"jsonrpc":"2.0","method":"$/hello","params":{"version":1,"capabilities":["events"]}}""";
    private const string PlainHello = """{"jsonrpc":"2.0","method":"$/hello","params":{"version":1,"capabilities":[]}}""";
    private const string Subscribe = """{"jsonrpc":"2.0","id":1,"method":"$/event/subscribe","params":{"event":"rooms.roomClosed"}}""";
    private const string Subscribed = """{"jsonrpc":"2.0","id":1,"result":null}""";
    private const string LobbyClosed = """{"jsonrpc":"2.0","method":"rooms.roomClosed","params":[{"room":"lobby"}]}""";

    [Fact]
    public async Task First_handler_subscribes_and_the_last_one_takes_it_back()
    {
        await using var peer = await AttachAsync(Hello);
        var rooms = peer.Engine.GetProxy<IRooms>();
        var told = new Told<RoomClosed>();
        var other = new Told<RoomClosed>();
        rooms.RoomClosed += told.Add;
        rooms.RoomClosed += other.Add;
        await peer.Receives(Subscribe);
        await peer.Sends(Subscribed);
        await peer.Sends(LobbyClosed);
        Assert.Equal("lobby", (await other.Next()).Room);
        Assert.Equal("lobby", (await told.Next()).Room);
        Assert.Same(rooms, told.Sender);
        rooms.RoomClosed -= other.Add;
        await peer.IsAliveAndSilent();
        rooms.RoomClosed -= told.Add;
        await peer.Receives("""{"jsonrpc":"2.0","id":16385,"method":"$/event/unsubscribe","params":{"event":"rooms.roomClosed"}}""");
        await peer.Sends(LobbyClosed);
        await peer.IsAliveAndSilent();
        Assert.True(told.IsEmpty);
    }

    [Fact]
    public async Task Subscription_stands_before_the_call_made_next_though_the_peer_has_said_nothing_yet()
    {
        await using var peer = await AttachAsync(hello: null);
        var rooms = peer.Engine.GetProxy<IRooms>();
        rooms.RoomClosed += static (_, _) => { };
        _ = rooms.CountAsync();
        await peer.Receives(Subscribe);
        await peer.Receives("""{"jsonrpc":"2.0","id":2,"method":"rooms.count","params":[]}""");
    }

    [Fact]
    public async Task Peer_that_does_not_know_subscriptions_is_not_asked_and_its_events_arrive()
    {
        await using var peer = await AttachAsync(PlainHello);
        var told = new Told<RoomClosed>();
        peer.Engine.GetProxy<IRooms>().RoomClosed += told.Add;
        await peer.IsAliveAndSilent();
        await peer.Sends(LobbyClosed);
        Assert.Equal("lobby", (await told.Next()).Room);
    }

    [Fact]
    public async Task Plain_peers_events_arrive_whatever_the_argument_is_called()
    {
        await using var peer = await RawPeer.AttachAsync();
        var rooms = peer.Engine.GetProxy<IRooms>();
        var told = new Told<RoomClosed>();
        var renamed = new Told<string?>();
        var emptied = new Told<EventArgs>();
        rooms.RoomClosed += told.Add;
        rooms.Renamed += renamed.Add;
        rooms.Emptied += emptied.Add;
        await peer.Sends("""{"jsonrpc":"2.0","method":"rooms.roomClosed","params":{"args":{"room":"attic"}}}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"rooms/renamed","params":[null]}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"rooms.emptied","params":[{}]}""");
        Assert.Equal("attic", (await told.Next()).Room);
        Assert.Null(await renamed.Next());
        Assert.Same(EventArgs.Empty, await emptied.Next());
        await peer.IsAliveAndSilent();
    }

    [Fact]
    public async Task Subscription_that_is_refused_surfaces_on_the_connection()
    {
        await using var peer = await AttachAsync(Hello);
        var failed = new Told<RpcSubscriptionFailedEventArgs>();
        peer.Engine.SubscriptionFailed += failed.Add;
        peer.Engine.GetProxy<IRooms>().RoomClosed += static (_, _) => { };
        await peer.Receives(Subscribe);
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"rooms.roomClosed: no such event."}}""");
        var failure = await failed.Next();
        Assert.Equal("rooms.roomClosed", failure.EventName);
        Assert.IsType<RpcMethodNotFoundException>(failure.Exception);
        Assert.Same(peer.Engine, failed.Sender);
    }

    [Fact]
    public async Task Refusal_of_a_peer_that_turns_out_not_to_know_subscriptions_is_none()
    {
        var logger = new RecordingLogger();
        await using var peer = await AttachAsync(hello: null, options => options.LoggerFactory = logger);
        var told = new Told<RoomClosed>();
        peer.Engine.GetProxy<IRooms>().RoomClosed += told.Add;
        await peer.Receives(Subscribe);
        await peer.Sends(PlainHello);
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"no such method"}}""");
        await peer.Sends(LobbyClosed);
        await told.Next();
        Assert.DoesNotContain(logger.Entries, entry => entry.Text.Contains("subscription"));
    }

    [Fact]
    public async Task Handlers_run_in_order_and_one_at_a_time_and_one_that_throws_is_logged()
    {
        var logger = new RecordingLogger();
        await using var peer = await RawPeer.AttachAsync(options => options.LoggerFactory = logger);
        using var entered = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        var told = new Told<RoomClosed>();
        var rooms = peer.Engine.GetProxy<IRooms>();
        rooms.RoomClosed += (_, closed) =>
        {
            entered.Release();
            goOn.Wait(InTime.Limit);
            throw new InvalidOperationException(closed.Room);
        };
        rooms.RoomClosed += told.Add;
        foreach (var room in (string[])["a", "b"])
        {
            await peer.Sends($$"""{"jsonrpc":"2.0","method":"rooms.roomClosed","params":[{"room":"{{room}}"}]}""");
        }

        await entered.WaitAsync().Within();

        // Reading goes on meanwhile, and no second handler has begun.
        await peer.IsAliveAndSilent();
        Assert.Equal(0, entered.CurrentCount);
        Assert.True(told.IsEmpty);
        goOn.Release(2);
        Assert.Equal("a", (await told.Next()).Room);
        Assert.Equal("b", (await told.Next()).Room);
        Assert.Equal(["a", "b"], logger.Entries.Where(entry => entry.Level == LogLevel.Warning).Select(entry => entry.Exception!.Message));
    }

    [Fact]
    public async Task Events_beyond_what_may_wait_are_dropped_the_oldest_first_and_counted()
    {
        await using var peer = await RawPeer.AttachAsync(options => options.MaxWaitingEventBytes = 1000);
        using var entered = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        var told = new Told<string?>();
        var rooms = peer.Engine.GetProxy<IRooms>();
        rooms.Renamed += (_, _) =>
        {
            entered.Release();
            goOn.Wait(InTime.Limit);
        };
        rooms.Renamed += told.Add;
        await peer.Sends("""{"jsonrpc":"2.0","method":"rooms/renamed","params":["first"]}""");
        await entered.WaitAsync().Within();
        for (var i = 0; i < 20; i++)
        {
            await peer.Sends($$"""{"jsonrpc":"2.0","method":"rooms/renamed","params":["{{i:00}}"]}""");
        }

        await peer.IsAliveAndSilent();
        goOn.Release(100);

        // 132 octets each, counted with what an event takes beside its argument.
        Assert.Equal("first 13 14 15 16 17 18 19", string.Join(" ", await told.Next(8)));
        Assert.Equal(13, peer.Engine.Counters.EventsDropped);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[{\"room\":\"a\"},1]")]
    [InlineData("{}")]
    [InlineData("{\"a\":1,\"b\":2}")]
    [InlineData("[null]")]
    [InlineData("[\"text\"]")]
    public async Task Event_that_tells_something_else_reaches_no_handler_and_is_logged(string parameters)
    {
        var logger = new RecordingLogger();
        await using var peer = await RawPeer.AttachAsync(options => options.LoggerFactory = logger);
        var told = new Told<RoomClosed>();
        peer.Engine.GetProxy<IRooms>().RoomClosed += told.Add;
        await peer.Sends($$"""{"jsonrpc":"2.0","method":"rooms.roomClosed","params":{{parameters}}}""");
        await peer.Sends(LobbyClosed);
        Assert.Equal("lobby", (await told.Next()).Room);
        await InTime.Until(() => logger.Entries.Any(entry => entry.Text.Contains("rooms.roomClosed")));
        Assert.True(told.IsEmpty);
    }

    [Fact]
    public async Task After_the_end_adding_fails_and_removing_does_nothing()
    {
        await using var peer = await AttachAsync(Hello);
        var rooms = peer.Engine.GetProxy<IRooms>();
        EventHandler<RoomClosed> handler = static (_, _) => { };
        rooms.RoomClosed += handler;
        peer.Engine.Abort();
        await peer.Engine.Completion.Within();
        rooms.RoomClosed -= handler;
        Assert.Throws<RpcConnectionClosedException>(() => rooms.RoomClosed += handler);
    }

    [Fact]
    public async Task Events_are_subscribed_again_before_what_waits_for_the_next_connection()
    {
        using var server = new Reconnecting.ScriptedServer();
        var connecting = server.Dials(options => options.Reconnect = RpcReconnect.Backoff(TimeSpan.Zero));
        var line = await server.Accepts("wsrpc.1");
        await using var client = await connecting;
        var rooms = client.GetProxy<IRooms>();
        var told = new Told<RoomClosed>();
        var renamed = new Told<string?>();
        rooms.RoomClosed += told.Add;
        rooms.Renamed += renamed.Add;
        line.Cuts();
        await InTime.Until(() => client.State == RpcConnectionState.Reconnecting);
        rooms.Renamed -= renamed.Add;
        rooms.Emptied += static (_, _) => { };
        var count = rooms.CountAsync();

        line = await server.Accepts("wsrpc.1");
        Assert.Contains("$/hello", await line.Receive());
        await line.Sends(Hello);
        await line.Receives(Subscribe);
        await line.Receives("""{"jsonrpc":"2.0","id":2,"method":"$/event/subscribe","params":{"event":"rooms.emptied"}}""");
        await line.Receives("""{"jsonrpc":"2.0","id":3,"method":"rooms.count","params":[]}""");
        await line.Sends(LobbyClosed);
        await line.Sends("""{"jsonrpc":"2.0","id":3,"result":3}""");
        Assert.Equal(3, await count.Within());
        Assert.Equal("lobby", (await told.Next()).Room);
    }

    [Fact]
    public async Task Handlers_run_on_the_context_of_the_options()
    {
        var context = new CountingContext();
        await using var peer = await RawPeer.AttachAsync(options => options.SynchronizationContext = context);
        var told = new Told<RoomClosed>();
        peer.Engine.GetProxy<IRooms>().RoomClosed += told.Add;
        await peer.Sends(LobbyClosed);
        await told.Next();
        Assert.Equal(1, context.Posts);
    }

    private static async Task<RawPeer> AttachAsync(string? hello, Action<WsRpcClientOptions>? configure = null)
    {
        var peer = await RawPeer.AttachAsync(configure, "wsrpc.1");
        Assert.StartsWith("""{"jsonrpc":"2.0","method":"$/hello",""", await peer.Receive());
        if (hello is not null)
        {
            await peer.Sends(hello);
            await peer.IsAliveAndSilent();
        }

        return peer;
    }

    private sealed class CountingContext : SynchronizationContext
    {
        private int _posts;

        public int Posts => Volatile.Read(ref _posts);

        public override void Post(SendOrPostCallback d, object? state)
        {
            Interlocked.Increment(ref _posts);
            base.Post(d, state);
        }
    }
}
