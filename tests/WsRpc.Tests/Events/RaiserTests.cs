using WsRpc.Testing;

namespace WsRpc.Tests.Events;

/// <summary>Events that a service raises, on their way to peers (docs/protocol.md, "Events").</summary>
public sealed class RaiserTests
{
    private const string Hello = """{"jsonrpc":"2.0","method":"$/hello","params":{"version":1,"capabilities":["events"]}}""";
    private const string LobbyClosed = """{"jsonrpc":"2.0","method":"rooms.roomClosed","params":[{"room":"lobby"}]}""";

    [Fact]
    public async Task Peer_is_told_from_its_subscription_on_until_it_takes_it_back()
    {
        var rooms = new Rooms();
        await using var peer = await AttachAsync(rooms);
        rooms.Close("early");
        Assert.Equal(0, rooms.Listeners);
        await Subscribes(peer, "rooms.roomClosed");
        await Subscribes(peer, "rooms.roomClosed");
        Assert.Equal(1, rooms.Listeners);
        rooms.Close("lobby");
        await peer.Receives(LobbyClosed);
        await peer.Sends("""{"jsonrpc":"2.0","id":3,"method":"$/event/unsubscribe","params":["rooms.roomClosed"]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":3,"result":null}""");
        await peer.IsAliveAndSilent();
        Assert.Equal(0, rooms.Listeners);
        rooms.Close("late");
        await peer.IsAliveAndSilent();
    }

    [Fact]
    public async Task Plain_peer_is_told_of_everything()
    {
        var rooms = new Rooms();
        await using var peer = await RawPeer.AttachAsync(options => options.AddService<IRooms>(rooms));
        rooms.Close("lobby");
        await peer.Receives(LobbyClosed);
        rooms.Rename(null);
        await peer.Receives("""{"jsonrpc":"2.0","method":"rooms/renamed","params":[null]}""");
        rooms.Empty();
        await peer.Receives("""{"jsonrpc":"2.0","method":"rooms.emptied","params":[{}]}""");
    }

    [Fact]
    public async Task Peer_whose_hello_does_not_name_events_is_told_of_everything_from_there_on()
    {
        var rooms = new Rooms();
        await using var peer = await AttachAsync(rooms, hello: """{"jsonrpc":"2.0","method":"$/hello","params":{"version":1,"capabilities":["timeout"]}}""");
        rooms.Close("lobby");
        await peer.Receives(LobbyClosed);
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"method":"$/event/subscribe","params":{"event":"rooms.roomClosed"}}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"$/event/subscribe: no such method."}}""");
    }

    [Theory]
    [InlineData("""{"event":"rooms.count"}""", """{"code":-32601,"message":"rooms.count: no such event."}""")]
    [InlineData("""{"event":"rooms.closed"}""", """{"code":-32601,"message":"rooms.closed: no such event."}""")]
    [InlineData("""{"event":7}""", """{"code":-32602,"message":"$/event/subscribe: argument \"event\" must be a string"}""")]
    [InlineData("""{"event":"\ud800"}""", """{"code":-32602,"message":"$/event/subscribe: argument \"event\" must be a string"}""")]
    [InlineData("{}", """{"code":-32602,"message":"$/event/subscribe: argument \"event\" must be a string"}""")]
    [InlineData("[]", """{"code":-32602,"message":"$/event/subscribe: argument \"event\" must be a string"}""")]
    public async Task Subscription_that_cannot_be_is_refused(string parameters, string error)
    {
        await using var peer = await AttachAsync(new Rooms());
        await peer.Sends($$"""{"jsonrpc":"2.0","id":1,"method":"$/event/subscribe","params":{{parameters}}}""");
        await peer.Receives($$"""{"jsonrpc":"2.0","id":1,"error":{{error}}}""");
    }

    [Fact]
    public async Task Subscriptions_beyond_the_limit_are_refused_and_one_that_ends_makes_room()
    {
        await using var peer = await AttachAsync(new Rooms(), configure: options => options.MaxEventSubscriptions = 1);
        await Subscribes(peer, "rooms.emptied");
        await peer.Sends("""{"jsonrpc":"2.0","id":2,"method":"$/event/subscribe","params":{"event":"rooms.roomClosed"}}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":2,"error":{"code":-32005,"message":"rooms.roomClosed was refused: MaxEventSubscriptions = 1 is reached."}}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/event/unsubscribe","params":{"event":"rooms.emptied"}}""");
        await Subscribes(peer, "rooms.roomClosed");
    }

    [Fact]
    public async Task Service_that_cannot_be_listened_to_fails_the_subscription()
    {
        var rooms = new Rooms { OnAdd = static () => throw new InvalidOperationException("secret") };
        await using var peer = await AttachAsync(rooms);
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"method":"$/event/subscribe","params":{"event":"rooms.roomClosed"}}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"rooms.roomClosed failed."}}""");
        rooms.OnAdd = static () => { };
        await Subscribes(peer, "rooms.roomClosed");
        rooms.Close("lobby");
        await peer.Receives(LobbyClosed);
    }

    [Fact]
    public async Task Connection_that_ends_is_listened_for_no_longer()
    {
        var rooms = new Rooms();
        await using var peer = await AttachAsync(rooms);
        await Subscribes(peer, "rooms.roomClosed");
        peer.Connection.Abort();
        await peer.Engine.Completion.Within();
        await InTime.Until(() => rooms.Listeners == 0);
    }

    [Fact]
    public async Task Peer_that_does_not_read_delays_nobody_and_misses_events()
    {
        var rooms = new Rooms();
        await using var peer = await RawPeer.AttachAsync(options =>
        {
            options.MaxOutgoingBytes = 64 * 1024;
            options.AddService<IRooms>(rooms);
        });
        var long_ = new string('x', 8 * 1024);
        for (var i = 0; i < 100; i++)
        {
            rooms.Close(long_);
        }

        Assert.InRange(peer.Engine.Counters.NotificationsDropped, 50, 99);
        await peer.Receive();
    }

    [Fact]
    public async Task Event_that_cannot_be_written_harms_nobody()
    {
        var rooms = new Rooms();
        await using var peer = await RawPeer.AttachAsync(options => options.AddService<IRooms>(rooms));
        rooms.Close((RoomClosed)null!);
        await peer.Receives("""{"jsonrpc":"2.0","method":"rooms.roomClosed","params":[null]}""");
        rooms.Rename("\ud800");
        rooms.Close("lobby");
        await peer.Receives("""{"jsonrpc":"2.0","method":"rooms/renamed","params":["\uFFFD"]}""");
        await peer.Receives(LobbyClosed);
    }

    [Fact]
    public async Task Shared_service_is_listened_to_once_and_writes_an_event_once_for_all()
    {
        var rooms = new Rooms();
        await using var server = new WsRpcServer("ws://127.0.0.1:0/rpc");
        server.AddService<IRooms>(rooms);
        await server.StartAsync();
        var clients = new List<WsRpcClient>();
        var told = new Told<RoomClosed>();
        for (var i = 0; i < 3; i++)
        {
            var client = await WsRpcClient.ConnectAsync(server.Url).Within();
            clients.Add(client);
            client.GetProxy<IRooms>().RoomClosed += told.Add;
            Assert.Equal(3, await client.GetProxy<IRooms>().CountAsync().Within());
        }

        Assert.Equal(1, rooms.Listeners);
        var closed = new RoomClosed("lobby");
        rooms.Close(closed);
        Assert.All(await told.Next(3), heard => Assert.Equal("lobby", heard.Room));
        Assert.Equal(1, closed.Written);
        foreach (var client in clients)
        {
            Assert.Equal(1, rooms.Listeners);
            await client.DisposeAsync();
        }

        await InTime.Until(() => rooms.Listeners == 0);
    }

    [Theory]
    [InlineData("wsrpc.1")]
    [InlineData("jsonrpc")]
    public async Task Base_class_raises_its_events_at_its_own_connection(string subprotocol)
    {
        Hall? hall = null;
        await using var pair = await RpcTestPair.CreateAsync(server =>
        {
            server.Subprotocol = subprotocol;
            server.AddService<IRooms>(connection => hall = new Hall(connection));
        });
        var told = new Told<RoomClosed>();
        var rooms = pair.Client.GetProxy<IRooms>();
        rooms.RoomClosed += told.Add;
        await rooms.CountAsync().Within();
        hall!.Close("lobby");
        Assert.Equal("lobby", (await told.Next()).Room);
    }

    private static async Task Subscribes(RawPeer peer, string name)
    {
        await peer.Sends($$$"""{"jsonrpc":"2.0","id":1,"method":"$/event/subscribe","params":{"event":"{{{name}}}"}}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"result":null}""");
    }

    private static async Task<RawPeer> AttachAsync(IRooms rooms, string hello = Hello, Action<WsRpcClientOptions>? configure = null)
    {
        var peer = await RawPeer.AttachAsync(
            options =>
            {
                options.AddService(rooms);
                configure?.Invoke(options);
            },
            "wsrpc.1");
        Assert.Contains("\"events\"", await peer.Receive());
        await peer.Sends(hello);
        await peer.IsAliveAndSilent();
        return peer;
    }

    private sealed class Hall(RpcConnection connection) : RoomsBase(connection)
    {
        public void Close(string room) => OnRoomClosed(new RoomClosed(room));

        public override Task<int> CountAsync() => Task.FromResult(1);
    }
}
