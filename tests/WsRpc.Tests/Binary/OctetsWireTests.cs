using WsRpc.Protocol.WebSocket;

namespace WsRpc.Tests.Binary;

/// <summary>byte[] on the wire, octet for octet (docs/protocol.md, "Binary data"), and what becomes of a peer that does it otherwise.</summary>
public sealed class OctetsWireTests
{
    private static readonly byte[] Data = Store.Octets(1000);

    private static readonly string Text = Convert.ToBase64String(Data);

    [Fact]
    public async Task Plain_peer_gets_base64_and_sends_it()
    {
        var store = new Store();
        await using var peer = await RawPeer.AttachAsync(options => options.AddService<IStore>(store));
        var call = peer.Engine.GetProxy<IStore>().WriteAsync(Data);
        await peer.Receives($$"""{"jsonrpc":"2.0","id":1,"method":"store.write","params":["{{Text}}",null]}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":1000}""");
        Assert.Equal(1000, await call.Within());
        await peer.Sends($$"""{"jsonrpc":"2.0","id":7,"method":"store.write","params":["{{Text}}"]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":7,"result":1000}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":8,"method":"store.read","params":["x"]}""");
        await peer.Receives($$"""{"jsonrpc":"2.0","id":8,"result":"{{Text}}"}""");
    }

    [Fact]
    public async Task Nothing_but_JSON_is_sent_before_the_peers_hello()
    {
        await using var peer = await RawPeer.AttachAsync(subprotocol: "wsrpc.1");
        await peer.Receive();
        _ = peer.Engine.GetProxy<IStore>().WriteAsync(Data);
        await peer.Receives($$"""{"jsonrpc":"2.0","id":1,"method":"store.write","params":["{{Text}}",null]}""");
    }

    [Fact]
    public async Task Octets_go_before_the_request_that_refers_to_them_by_their_number()
    {
        await using var peer = await Greeting.AttachGreetedAsync();
        var call = peer.Engine.GetProxy<IStore>().WriteAsync(Data, Store.Octets(300, seed: 2));
        await peer.ReceivesBinary(Greeting.Message(1, 1, Data));
        await peer.ReceivesBinary(Greeting.Message(1, 2, Store.Octets(300, seed: 2)));
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"store.write","params":[{"$blob":1,"length":1000},{"$blob":2,"length":300}]}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":1300}""");
        await call.Within();
    }

    [Fact]
    public async Task Octets_of_a_result_go_before_the_answer()
    {
        await using var peer = await Greeting.AttachGreetedAsync(options => options.AddService<IStore>(new Store()));
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"store.readPart","params":[1000]}""");
        await peer.ReceivesBinary(Greeting.Message(1, 1, Data));
        await peer.Receives("""{"jsonrpc":"2.0","id":7,"result":{"$blob":1,"length":1000}}""");
    }

    [Fact]
    public async Task Few_octets_are_text_for_everyone()
    {
        await using var peer = await Greeting.AttachGreetedAsync();
        _ = peer.Engine.GetProxy<IStore>().WriteAsync([1, 2, 3]);
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"store.write","params":["AQID",null]}""");
    }

    [Fact]
    public async Task Octets_may_come_in_either_form_and_under_any_number()
    {
        var store = new Store();
        await using var peer = await Greeting.AttachGreetedAsync(options => options.AddService<IStore>(store));
        await peer.Sends(WebSocketOpcode.Binary, Greeting.Message(1, 77, 1, 2, 3));
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"store.write","params":{"more":{"length":3, "$blob" : 77},"data":"BAU="}}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":7,"result":5}""");
        Assert.Equal([4, 5], store.Written!);
        Assert.Equal([1, 2, 3], store.More!.Value.ToArray());
    }

    [Fact]
    public async Task Base64_may_be_escaped_as_any_string()
    {
        var store = new Store();
        await using var peer = await RawPeer.AttachAsync(options => options.AddService<IStore>(store));
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"store.write","params":["\u002B\/8="]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":7,"result":2}""");
        Assert.Equal([0xFB, 0xFF], store.Written!);
    }

    [Fact]
    public async Task Answer_may_refer_to_octets_too()
    {
        await using var peer = await Greeting.AttachGreetedAsync();
        var call = peer.Engine.GetProxy<IStore>().ReadAsync("x");
        await peer.Receive();
        await peer.Sends(WebSocketOpcode.Binary, Greeting.Message(1, 1, Data));
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":{"$blob":1,"length":1000}}""");
        Assert.Equal(Data, await call.Within());
    }

    [Theory]
    [InlineData("""{"$blob":2,"length":3}""", "refers to octets that did not come before the message (2)")]
    [InlineData("""{"$blob":1,"length":4}""", "was announced with 4 octets and has 3")]
    [InlineData("""{"$blob":1,"length":2}""", "was announced with 2 octets and has 3")]
    [InlineData("""{"$blob":1,"parts":true}""", "must come as a whole, and not as a stream")]
    [InlineData("""{"$blob":1}""", "must be base64")]
    [InlineData("""{"$blob":0,"length":3}""", "must be base64")]
    [InlineData("[1,2,3]", "must be base64")]
    [InlineData("\"!\"", "must be base64")]
    public async Task Reference_that_does_not_fit_fails_its_call_alone(string reference, string problem)
    {
        await using var peer = await Greeting.AttachGreetedAsync(options => options.AddService<IStore>(new Store()));
        await peer.Sends(WebSocketOpcode.Binary, Greeting.Message(1, 1, 1, 2, 3));
        await peer.Sends($$"""{"jsonrpc":"2.0","id":7,"method":"store.write","params":[{{reference}}]}""");
        await peer.Receives($$$"""{"jsonrpc":"2.0","id":7,"error":{"code":-32602,"message":"store.write: argument \"data\" {{{problem}}}"}}""");
        var call = peer.Engine.GetProxy<IStore>().ReadAsync("x");
        await peer.Receive();
        await peer.Sends(WebSocketOpcode.Binary, Greeting.Message(1, 1, 1, 2, 3));
        await peer.Sends($$$"""{"jsonrpc":"2.0","id":1,"result":{{{reference}}}}""");
        var exception = await Assert.ThrowsAsync<RpcSerializationException>(() => call.Within());
        Assert.Equal($"store.read: the result cannot be read: The result {problem}.", exception.Message);
    }

    [Fact]
    public async Task Octets_are_for_the_message_behind_them_and_for_one_value_of_it()
    {
        await using var peer = await Greeting.AttachGreetedAsync(options => options.AddService<IStore>(new Store()));
        await peer.Sends(WebSocketOpcode.Binary, Greeting.Message(1, 1, 1, 2, 3));
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"store.write","params":[{"$blob":1,"length":3},{"$blob":1,"length":3}]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":7,"error":{"code":-32602,"message":"store.write: argument \"more\" refers to octets that did not come before the message (1)"}}""");
        await peer.Sends(WebSocketOpcode.Binary, Greeting.Message(1, 1, 1, 2, 3));
        await peer.IsAliveAndSilent();
        await peer.Sends("""{"jsonrpc":"2.0","id":8,"method":"store.write","params":[{"$blob":1,"length":3}]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":8,"error":{"code":-32602,"message":"store.write: argument \"data\" refers to octets that did not come before the message (1)"}}""");
    }

    [Fact]
    public async Task More_octets_than_the_limit_refuse_the_message_behind_them()
    {
        await using var peer = await Greeting.AttachGreetedAsync(options =>
        {
            options.AddService<IStore>(new Store());
            options.MaxBlobBytes = 1500;
        });
        await SendTwoAsync(peer);
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"store.write","params":[{"$blob":1,"length":1000},{"$blob":2,"length":1000}]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":7,"error":{"code":-32005,"message":"store.write was refused: MaxBlobBytes = 1500 is reached."}}""");
        var call = peer.Engine.GetProxy<IStore>().ReadAsync("x");
        await peer.Receive();
        await SendTwoAsync(peer);
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":{"$blob":1,"length":1000}}""");
        Assert.Equal(nameof(RpcOptions.MaxBlobBytes), (await Assert.ThrowsAsync<RpcLimitException>(() => call.Within())).Limit);

        static async Task SendTwoAsync(RawPeer peer)
        {
            await peer.Sends(WebSocketOpcode.Binary, Greeting.Message(1, 1, Data));
            await peer.Sends(WebSocketOpcode.Binary, Greeting.Message(1, 2, Data));
        }
    }

    [Fact]
    public async Task More_binary_messages_than_the_limit_close()
    {
        await using var peer = await Greeting.AttachGreetedAsync(options => options.MaxBlobs = 3);
        for (var id = 1; id <= 4; id++)
        {
            await peer.Sends(WebSocketOpcode.Binary, Greeting.Message(1, id));
        }

        await peer.ReceivesClose(1008, "more than 3 binary messages before a message that refers to them");
    }

    [Fact]
    public async Task Two_of_one_number_close()
    {
        await using var peer = await Greeting.AttachGreetedAsync();
        await peer.Sends(WebSocketOpcode.Binary, Greeting.Message(1, 5, 1));
        await peer.Sends(WebSocketOpcode.Binary, Greeting.Message(1, 5, 1));
        await peer.ReceivesClose(1002, "two binary messages of the same number (5) before a message that refers to them");
    }

    [Theory]
    [InlineData(new byte[] { 4, 0, 0, 0, 0, 0, 0, 0, 1, 9 }, "a binary message of kind 4 and 10 octets is none that is known")]
    [InlineData(new byte[] { 0 }, "a binary message of kind 0 and 1 octets is none that is known")]
    [InlineData(new byte[] { 1, 0, 0, 0, 0, 0, 0, 1 }, "a binary message of kind 1 and 8 octets is none that is known")]
    [InlineData(new byte[] { 1, 0, 0, 0, 0, 0, 0, 0, 0 }, "a binary message of kind 1 and 9 octets is none that is known")]
    [InlineData(new byte[] { 1, 255, 255, 255, 255, 255, 255, 255, 255 }, "a binary message of kind 1 and 9 octets is none that is known")]
    public async Task Binary_message_that_is_none_of_ours_closes(byte[] message, string reason)
    {
        await using var peer = await Greeting.AttachGreetedAsync();
        await peer.Sends(WebSocketOpcode.Binary, message);
        await peer.ReceivesClose(1002, reason);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wsrpc.1")]
    public async Task Without_the_capability_a_binary_message_is_bad_JSON_as_ever(string? subprotocol)
    {
        await using var peer = await RawPeer.AttachAsync(subprotocol: subprotocol);
        if (subprotocol is not null)
        {
            await peer.Receive();
        }

        await peer.Sends(WebSocketOpcode.Binary, Greeting.Message(1, 1, 1));
        Assert.StartsWith("""{"jsonrpc":"2.0","id":null,"error":{"code":-32700""", await peer.Receive());
    }

    [Fact]
    public async Task JSON_in_binary_messages_is_JSON_as_ever()
    {
        await using var peer = await Greeting.AttachGreetedAsync();
        await peer.Sends(WebSocketOpcode.Binary, "\n{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"nobody.home\"}"u8.ToArray());
        Assert.StartsWith("""{"jsonrpc":"2.0","id":7,"error":""", await peer.Receive());
    }

    [Fact]
    public async Task Octets_that_the_peer_does_not_read_fail_their_call_and_nothing_is_sent()
    {
        await using var peer = await RawPeer.AttachAsync(options => options.AddService<IStore>(new Store()), "wsrpc.1");
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/hello","params":{"version":1,"limits":{"maxMessageBytes":500},"capabilities":["binary"]}}""");
        await peer.IsAliveAndSilent();
        var exception = await Assert.ThrowsAsync<RpcLimitException>(() => peer.Engine.GetProxy<IStore>().WriteAsync(Data).Within());
        Assert.Equal("store.write was not sent: it takes 1009 octets, and the peer reads no more than 500.", exception.Message);
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"store.readPart","params":[1000]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":7,"error":{"code":-32003,"message":"store.readPart: the result is larger than the caller reads (MaxMessageBytes = 500)."}}""");
    }
}
