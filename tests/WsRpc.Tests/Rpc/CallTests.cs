namespace WsRpc.Tests.Rpc;

/// <summary>Calls and notifications both ways: docs/protocol.md, "Requests" and "Notifications".</summary>
public sealed class CallTests
{
    [Fact]
    public async Task Incoming_call_is_answered_with_its_result()
    {
        await using var peer = await RawPeer.AttachAsync(new Probe());
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"method":"probe.add","params":[2,3]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"result":5}""");
    }

    [Fact]
    public async Task Method_without_result_answers_null()
    {
        await using var peer = await RawPeer.AttachAsync(new Probe());
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"method":"probe.reset","params":[]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"result":null}""");
    }

    [Fact]
    public async Task Outgoing_call_is_a_positional_request_and_takes_its_result()
    {
        await using var peer = await RawPeer.AttachAsync();
        var call = peer.Proxy.SayAsync("hi", 2);
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"probe.say","params":["hi",2,null]}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":"hihi"}""");
        Assert.Equal("hihi", await call.Within());
    }

    [Fact]
    public async Task Outgoing_call_without_arguments_sends_empty_params()
    {
        await using var peer = await RawPeer.AttachAsync();
        var call = peer.Proxy.ResetAsync();
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"probe.reset","params":[]}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":{"anything":[1]}}""");
        await call.Within();
    }

    [Fact]
    public async Task Answers_find_their_calls_in_any_order()
    {
        await using var peer = await RawPeer.AttachAsync();
        var first = peer.Proxy.AddAsync(1, 1);
        var second = peer.Proxy.AddAsync(2, 2);
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"probe.add","params":[1,1]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":2,"method":"probe.add","params":[2,2]}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":2,"result":22}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":11}""");
        Assert.Equal((11, 22), (await first.Within(), await second.Within()));
    }

    [Fact]
    public async Task Same_id_may_be_in_flight_both_ways()
    {
        await using var peer = await RawPeer.AttachAsync(new Probe());
        var call = peer.Proxy.AddAsync(1, 1);
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"probe.add","params":[1,1]}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"method":"probe.add","params":[20,20]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"result":40}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":2}""");
        Assert.Equal(2, await call.Within());
    }

    [Theory]
    [InlineData("1")]
    [InlineData("0")]
    [InlineData("-9223372036854775808")]
    [InlineData("9223372036854775807")]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"1\"")]
    [InlineData("\"a\\u00e9\\n\"")]
    public async Task Ids_come_back_as_they_came(string id)
    {
        await using var peer = await RawPeer.AttachAsync(new Probe());
        await peer.Sends($$"""{"jsonrpc":"2.0","id":{{id}},"method":"probe.add","params":[1,2]}""");
        await peer.Receives($$"""{"jsonrpc":"2.0","id":{{id}},"result":3}""");
    }

    [Fact]
    public async Task Notification_is_not_answered()
    {
        var probe = new Probe();
        await using var peer = await RawPeer.AttachAsync(probe);
        await peer.Sends("""{"jsonrpc":"2.0","method":"probe.note","params":["one"]}""");
        await peer.IsAliveAndSilent();
        Assert.Equal(["one"], probe.Notes);
        Assert.Equal(1, peer.Engine.Counters.NotificationsReceived);
    }

    [Fact]
    public async Task Notification_sent_as_a_request_is_answered_with_null()
    {
        await using var peer = await RawPeer.AttachAsync(new Probe());
        await peer.Sends("""{"jsonrpc":"2.0","id":5,"method":"probe.note","params":["one"]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":5,"result":null}""");
    }

    [Fact]
    public async Task Method_sent_as_a_notification_runs_unanswered()
    {
        var ran = new TaskCompletionSource();
        await using var peer = await RawPeer.AttachAsync(new Probe
        {
            OnRun = (_, _) =>
            {
                ran.SetResult();
                throw new InvalidOperationException();
            },
        });
        await peer.Sends("""{"jsonrpc":"2.0","method":"probe.run","params":["x"]}""");
        await ran.Task.Within();
        await peer.IsAliveAndSilent();
    }

    [Fact]
    public async Task Outgoing_notification_has_no_id()
    {
        await using var peer = await RawPeer.AttachAsync();
        await peer.Proxy.NoteAsync("x").Within();
        await peer.Receives("""{"jsonrpc":"2.0","method":"probe.note","params":["x"]}""");
        Assert.Equal(1, peer.Engine.Counters.NotificationsSent);
    }

    [Fact]
    public async Task Calls_start_in_the_order_of_their_arrival()
    {
        var probe = new Probe();
        var started = new List<string>();
        probe.OnRun = async (name, _) =>
        {
            started.Add(name);
            await Task.Yield();
            return name;
        };
        await using var peer = await RawPeer.AttachAsync(probe);
        for (var i = 0; i < 200; i++)
        {
            await peer.Sends($$"""{"jsonrpc":"2.0","id":{{i}},"method":"probe.run","params":["{{i}}"]}""");
        }

        for (var i = 0; i < 200; i++)
        {
            await peer.Receive();
        }

        Assert.Equal(Enumerable.Range(0, 200).Select(i => $"{i}"), started);
    }

    [Fact]
    public async Task Calls_by_name_need_no_contract()
    {
        await using var pair = await RpcPair.ConnectAsync(new Probe());
        Assert.Equal(7, await pair.Client.InvokeAsync<int>("probe.add", new System.Text.Json.Nodes.JsonArray(3, 4)).Within());
        Assert.Equal(9, await pair.Client.InvokeAsync<int>("probe.add", new System.Text.Json.Nodes.JsonObject { ["b"] = 4, ["a"] = 5 }).Within());
        await Assert.ThrowsAsync<ArgumentException>(() => pair.Client.InvokeAsync<int>("probe.add", 5));
    }

    [Fact]
    public async Task Counters_tell_what_happened()
    {
        await using var pair = await RpcPair.ConnectAsync(new Probe());
        await pair.Proxy.AddAsync(1, 2).Within();
        await pair.Proxy.EchoAsync(1).Within();
        await pair.Proxy.NoteAsync("x").Within();
        await pair.Proxy.EchoAsync(1).Within();
        Assert.Equal((3, 1), (pair.Client.Counters.CallsMade, pair.Client.Counters.NotificationsSent));
        Assert.Equal((3, 1), (pair.Server.Counters.CallsServed, pair.Server.Counters.NotificationsReceived));
    }
}
