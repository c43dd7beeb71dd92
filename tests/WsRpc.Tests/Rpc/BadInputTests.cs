using WsRpc.Protocol.WebSocket;

namespace WsRpc.Tests.Rpc;

/// <summary>Every row of docs/protocol.md, "What is answered to bad input".</summary>
public sealed class BadInputTests
{
    private const string OwnCall = """{"jsonrpc":"2.0","id":1,"method":"probe.echo","params":[7]}""";

    public static TheoryData<string, string> Answered => new()
    {
        { "", """{"code":-32700""" },
        { "{", """{"code":-32700""" },
        { "nonsense", """{"code":-32700""" },
        { """{"jsonrpc":"2.0","id":1,"method":"probe.add","params":[1,2]} x""", """{"code":-32700""" },
        { """{"jsonrpc":"2.0","id":1,"method":"probe.add","params":""" + new string('[', 64) + new string(']', 64) + "}", """{"code":-32700""" },
        { "7", """{"code":-32600""" },
        { "\"text\"", """{"code":-32600""" },
        { "null", """{"code":-32600""" },
        { "{}", """{"code":-32600""" },
        { """{"jsonrpc":"2.0","params":[]}""", """{"code":-32600""" },
        { """{"jsonrpc":"2.0","id":1.5,"method":"probe.add","params":[1,2]}""", """{"code":-32600,"message":"id must be a string, an integer or null"}}""" },
        { """{"jsonrpc":"2.0","id":1e3,"method":"probe.add","params":[1,2]}""", """{"code":-32600,"message":"id must be a string, an integer or null"}}""" },
        { """{"jsonrpc":"2.0","id":true,"method":"probe.add","params":[1,2]}""", """{"code":-32600,"message":"id must be a string, an integer or null"}}""" },
        { """{"jsonrpc":"2.0","id":{},"method":"probe.add","params":[1,2]}""", """{"code":-32600,"message":"id must be a string, an integer or null"}}""" },
        { """{"jsonrpc":"3.0","method":"probe.note","params":["x"]}""", """{"code":-32600""" },
        { """{"jsonrpc":"2.0","method":5}""", """{"code":-32600""" },
        { """{"jsonrpc":"2.0","method":"probe.note","params":"x"}""", """{"code":-32600""" },
        { "[]", """{"code":-32600,"message":"a batch must not be empty"}}""" },
        { """[{"jsonrpc":"2.0","id":1,"method":"probe.add","params":[1,2]}""", """{"code":-32700""" },
        { $"[{string.Join(',', Enumerable.Repeat("1", 1025))}]", """{"code":-32005,"message":"a batch must not have more than 1024 elements"}}""" },
    };

    public static TheoryData<string, string> AnsweredById => new()
    {
        { """{"jsonrpc":"3.0","id":4,"method":"probe.add","params":[1,2]}""", """{"code":-32600""" },
        { """{"jsonrpc":2,"id":4,"method":"probe.add","params":[1,2]}""", """{"code":-32600""" },
        { """{"jsonrpc":"2.0","id":4,"method":5}""", """{"code":-32600""" },
        { """{"jsonrpc":"2.0","id":4,"method":"probe.add","params":7}""", """{"code":-32600""" },
        { """{"jsonrpc":"2.0","id":4,"method":"chat.nope"}""", """{"code":-32601,"message":"chat.nope: no such method."}}""" },
        { """{"jsonrpc":"2.0","id":4,"method":"$/nope"}""", """{"code":-32601,"message":"$/nope: no such method."}}""" },
        { """{"jsonrpc":"2.0","id":4,"method":"probe.add","params":[1]}""", """{"code":-32602,"message":"probe.add: argument \"b\" is missing"}}""" },
        { """{"jsonrpc":"2.0","id":4,"method":"probe.add"}""", """{"code":-32602,"message":"probe.add: argument \"a\" is missing"}}""" },
        { """{"jsonrpc":"2.0","id":4,"method":"probe.add","params":{"b":1}}""", """{"code":-32602,"message":"probe.add: argument \"a\" is missing"}}""" },
        { """{"jsonrpc":"2.0","id":4,"method":"probe.add","params":{"a":1,"b":1,"c":1}}""", """{"code":-32602,"message":"probe.add: there is no parameter \"c\""}}""" },
        { """{"jsonrpc":"2.0","id":4,"method":"probe.add","params":[1,true]}""", """{"code":-32602,"message":"probe.add: argument \"b\" must be an integer of 32 bits"}}""" },
        { """{"jsonrpc":"2.0","id":4,"method":"probe.add","params":[1,2147483648]}""", """{"code":-32602,"message":"probe.add: argument \"b\" must be an integer of 32 bits"}}""" },
        { """{"jsonrpc":"2.0","id":4,"method":"probe.say","params":[5]}""", """{"code":-32602,"message":"probe.say: argument \"text\" must be a string"}}""" },
        { """{"jsonrpc":"2.0","id":4,"method":"probe.say","params":["\ud800"]}""", """{"code":-32602,"message":"probe.say: argument \"text\" must be a string"}}""" },
        { """{"jsonrpc":"2.0","id":4,"method":"probe.say","params":[null]}""", """{"code":-32602,"message":"probe.say: argument \"text\" must not be null"}}""" },
        { """{"jsonrpc":"2.0","id":4,"method":"probe.add","params":[1,2,3]}""", """{"code":-32602,"message":"probe.add: takes 2 arguments, got 3"}}""" },
        { """{"jsonrpc":"2.0","id":4,"method":"probe.run","params":["x"]}""", """{"code":-32000,"message":"probe.run failed."}}""" },
    };

    public static TheoryData<string> Dropped =>
    [
        """{"jsonrpc":"2.0","method":"chat.nope"}""",
        """{"jsonrpc":"2.0","method":"$/nope","params":{"x":1}}""",
        """{"jsonrpc":"2.0","method":"probe.note"}""",
        """{"jsonrpc":"2.0","method":"probe.note","params":[1,2]}""",
        """{"jsonrpc":"2.0","method":"probe.run","params":["x"]}""",
        """{"jsonrpc":"2.0","result":1}""",
        """{"jsonrpc":"2.0","error":{"code":1,"message":"x"}}""",
        """{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"x"}}""",
        """{"jsonrpc":"2.0","id":77,"result":1}""",
        """{"jsonrpc":"2.0","id":"1","result":1}""",
        """{"jsonrpc":"2.0","id":77,"error":{"code":1.5}}""",
        """{"jsonrpc":"2.0","id":77,"error":"no"}""",
        """{"jsonrpc":"2.0","id":77}""",
        """{"jsonrpc":"2.0","id":-1,"result":1}""",
        """{"jsonrpc":"2.0","id":9223372036854775807,"result":1}""",
    ];

    [Theory]
    [MemberData(nameof(Answered))]
    public Task Is_answered_with_null_id(string message, string error) => IsAnswered(message, "null", error);

    [Theory]
    [MemberData(nameof(AnsweredById))]
    public Task Is_answered_with_its_id(string message, string error) => IsAnswered(message, "4", error);

    [Theory]
    [MemberData(nameof(Dropped))]
    public async Task Is_dropped_in_silence_and_no_call_is_lost(string message)
    {
        await using var peer = await RawPeer.AttachAsync(Failing());
        var own = peer.Proxy.EchoAsync(7);
        await peer.Receives(OwnCall);
        await peer.Sends(message);
        await peer.IsAliveAndSilent();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":8}""");
        Assert.Equal(8, await own.Within());
    }

    [Fact]
    public async Task Binary_message_is_read_as_json_and_answered_as_text()
    {
        await using var peer = await RawPeer.AttachAsync(new Probe());
        await peer.Sends(WebSocketOpcode.Binary, """{"jsonrpc":"2.0","id":1,"method":"probe.add","params":[2,3]}"""u8.ToArray());
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"result":5}""");
    }

    [Fact]
    public async Task Binary_message_that_is_not_utf8_is_answered_with_parse_error()
    {
        await using var peer = await RawPeer.AttachAsync(new Probe());
        await peer.Sends(WebSocketOpcode.Binary, [.. """{"jsonrpc":"2.0","id":1,"method":"probe.say","params":["""u8, (byte)'"', 0xFF, (byte)'"', .. "]}"u8]);
        Assert.StartsWith("""{"jsonrpc":"2.0","id":null,"error":{"code":-32700""", await peer.Receive());
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":"no"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":{"code":1.5,"message":"x"}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1}""")]
    [InlineData("""{"jsonrpc":"9.0","id":1,"result":8}""")]
    public async Task Broken_answer_fails_our_call_and_no_other(string answer)
    {
        await using var peer = await RawPeer.AttachAsync(new Probe());
        var broken = peer.Proxy.EchoAsync(7);
        var whole = peer.Proxy.EchoAsync(8);
        await peer.Receives(OwnCall);
        await peer.Receive();
        await peer.Sends(answer);
        var failure = await Assert.ThrowsAsync<RpcSerializationException>(() => broken.Within());
        Assert.StartsWith("probe.echo: the answer is invalid: ", failure.Message);
        Assert.Equal(("probe.echo", peer.Engine.Id), (failure.Method, failure.ConnectionId));
        await peer.Sends("""{"jsonrpc":"2.0","id":2,"result":8}""");
        Assert.Equal(8, await whole.Within());
    }

    [Fact]
    public async Task Hundred_invalid_messages_in_a_row_are_answered_and_one_more_closes_1008()
    {
        await using var peer = await RawPeer.AttachAsync(new Probe());
        for (var i = 0; i < 101; i++)
        {
            await peer.Sends("{");
        }

        for (var i = 0; i < 100; i++)
        {
            Assert.Contains("-32700", await peer.Receive());
        }

        await peer.ReceivesClose(1008, "more than 100 invalid messages in a row");
    }

    [Fact]
    public async Task Broken_answers_count_as_invalid_messages()
    {
        await using var peer = await RawPeer.AttachAsync(new Probe());
        for (var i = 0; i < 101; i++)
        {
            await peer.Sends("""{"id":5}""");
        }

        await peer.ReceivesClose(1008, "more than 100 invalid messages in a row");
    }

    [Fact]
    public async Task Valid_message_begins_a_new_row()
    {
        await using var peer = await RawPeer.AttachAsync(new Probe());
        for (var i = 0; i < 250; i++)
        {
            await peer.Sends("[]");
            await peer.Receive();
            if (i % 100 == 99)
            {
                await peer.IsAliveAndSilent();
            }
        }

        Assert.Equal(250, peer.Engine.Counters.InvalidMessages);
    }

    [Fact]
    public async Task What_follows_a_refusal_to_go_on_is_not_worked_off()
    {
        var probe = new Probe();
        await using var peer = await RawPeer.AttachAsync(probe);
        for (var i = 0; i < 101; i++)
        {
            await peer.Sends("{");
        }

        for (var i = 0; i < 1000; i++)
        {
            await peer.Sends("""{"jsonrpc":"2.0","method":"probe.note","params":["late"]}""");
        }

        for (var i = 0; i < 100; i++)
        {
            await peer.Receive();
        }

        await peer.ReceivesClose(1008, "more than 100 invalid messages in a row");
        await peer.Engine.Completion.Within();
        Assert.Empty(probe.Notes);
    }

    [Fact]
    public async Task Name_in_an_error_is_cut_where_it_is_too_long_for_people()
    {
        await using var peer = await RawPeer.AttachAsync(new Probe());
        await peer.Sends($$"""{"jsonrpc":"2.0","id":4,"method":"{{new string('x', 100_000)}}"}""");
        Assert.InRange((await peer.Receive()).Length, 1, 400);
    }

    private static Probe Failing() => new() { OnRun = (_, _) => throw new InvalidOperationException("secret") };

    // A call of each end is in flight around the bad message: neither may be lost by it.
    private static async Task IsAnswered(string message, string id, string error)
    {
        var gate = new TaskCompletionSource<int>();
        var probe = Failing();
        probe.OnAsk = (_, _) => new ValueTask<int>(gate.Task);
        await using var peer = await RawPeer.AttachAsync(probe);
        var own = peer.Proxy.EchoAsync(7);
        await peer.Receives(OwnCall);
        await peer.Sends("""{"jsonrpc":"2.0","id":"theirs","method":"probe.ask","params":[1]}""");

        await peer.Sends(message);
        Assert.StartsWith($$"""{"jsonrpc":"2.0","id":{{id}},"error":{{error}}""", await peer.Receive());

        gate.SetResult(9);
        await peer.Receives("""{"jsonrpc":"2.0","id":"theirs","result":9}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":8}""");
        Assert.Equal(8, await own.Within());
    }
}
