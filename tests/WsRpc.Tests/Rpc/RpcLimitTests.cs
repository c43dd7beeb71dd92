using WsRpc.Protocol.WebSocket;

namespace WsRpc.Tests.Rpc;

/// <summary>docs/protocol.md, "Limits": each bound is there, and says its name.</summary>
public sealed class RpcLimitTests
{
    [Fact]
    public async Task Outgoing_call_beyond_MaxCallsInFlight_is_refused_here()
    {
        await using var peer = await RawPeer.AttachAsync(options => options.MaxCallsInFlight = 2);
        var first = peer.Proxy.EchoAsync(1);
        _ = peer.Proxy.EchoAsync(2);
        var failure = await Assert.ThrowsAsync<RpcLimitException>(() => peer.Proxy.EchoAsync(3).Within());
        Assert.Equal(("MaxCallsInFlight", 2), (failure.Limit, failure.Value));

        await peer.Receive();
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":1}""");
        await first.Within();
        _ = peer.Proxy.EchoAsync(4);
        Assert.Contains("[4]", await peer.Receive());
    }

    [Fact]
    public async Task Incoming_call_beyond_MaxCallsInFlight_is_answered_with_limit_reached()
    {
        var gate = new TaskCompletionSource<string>();
        var probe = new Probe { OnRun = (_, _) => gate.Task };
        await using var peer = await RawPeer.AttachAsync(options =>
        {
            options.MaxCallsInFlight = 2;
            options.AddService<IProbe>(probe);
        });
        for (var id = 1; id <= 3; id++)
        {
            await peer.Sends($$"""{"jsonrpc":"2.0","id":{{id}},"method":"probe.run","params":["x"]}""");
        }

        await peer.Sends("""{"jsonrpc":"2.0","method":"probe.note","params":["dropped"]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":3,"error":{"code":-32005,"message":"probe.run was refused: MaxCallsInFlight = 2 is reached."}}""");
        gate.SetResult("y");
        Assert.Contains("\"y\"", await peer.Receive());
        Assert.Contains("\"y\"", await peer.Receive());
        await peer.Sends("""{"jsonrpc":"2.0","id":4,"method":"probe.add","params":[1,1]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":4,"result":2}""");
        Assert.Empty(probe.Notes);
    }

    [Fact]
    public async Task Call_is_no_longer_in_flight_when_its_answer_is_on_the_way()
    {
        var gate = new TaskCompletionSource<int>();
        var options = new WsRpcClientOptions { MaxCallsInFlight = 1 };
        options.AddService<IProbe>(new Probe { OnAsk = (_, _) => new(gate.Task) });
        var stream = new ScriptedStream();
        await using var engine = await WsRpcClient.AttachAsync(WebSocketConnection.FromStream(stream, WebSocketRole.Client), options);
        stream.ArrivesText("""{"id":1,"method":"probe.ask","params":[1]}""", """{"method":"probe.note","params":["behind it"]}""");
        await InTime.Until(() => engine.Counters.NotificationsReceived == 1);

        // The peer has the answer and makes its next call, while the thread that answers is still busy with the first.
        stream.OnWrite = () =>
        {
            if (stream.Writes > 1)
            {
                return Task.CompletedTask;
            }

            stream.ArrivesText("""{"id":2,"method":"probe.add","params":[2,2]}""");
            Assert.True(SpinWait.SpinUntil(() => engine.Counters.CallsServed == 2, InTime.Limit));
            return Task.CompletedTask;
        };
        gate.SetResult(1);
        await InTime.Until(() => Unmasked(stream.Written).Contains("\"id\":2", StringComparison.Ordinal));
        Assert.Contains("\"id\":2,\"result\":4", Unmasked(stream.Written));
        engine.Abort();

        static string Unmasked(byte[] frames)
        {
            var text = "";
            for (var i = 0; i < frames.Length; i += 6 + (frames[i + 1] & 0x7F))
            {
                text += string.Concat(Enumerable.Range(0, frames[i + 1] & 0x7F).Select(j => (char)(frames[i + 6 + j] ^ frames[i + 2 + j % 4])));
            }

            return text;
        }
    }

    [Fact]
    public async Task Calls_and_notifications_are_refused_while_the_peer_does_not_read()
    {
        const int MaxOutgoingBytes = 64 * 1024;
        await using var peer = await RawPeer.AttachAsync(options => options.MaxOutgoingBytes = MaxOutgoingBytes);
        var text = new string('x', 10_000);
        var failures = 0;
        for (var i = 0; i < 200; i++)
        {
            var call = peer.Proxy.SayAsync(text).AsTask();
            var notification = peer.Proxy.NoteAsync(text).AsTask();
            failures += Failures(call) + Failures(notification);
        }

        Assert.InRange(failures, 300, 400);
        Assert.InRange(peer.Socket.Output.Bytes, MaxOutgoingBytes, MaxOutgoingBytes + 20_000);

        static int Failures(Task task)
        {
            if (!task.IsFaulted)
            {
                return 0;
            }

            Assert.Equal("MaxOutgoingBytes", Assert.IsType<RpcLimitException>(task.Exception!.InnerException).Limit);
            return 1;
        }
    }

    [Fact]
    public async Task Answers_to_a_peer_that_does_not_read_are_bounded()
    {
        const int MaxOutgoingBytes = 64 * 1024;
        await using var peer = await RawPeer.AttachAsync(options =>
        {
            options.MaxOutgoingBytes = MaxOutgoingBytes;
            options.AddService<IProbe>(new Probe());
        });
        for (var i = 0; i < 200; i++)
        {
            _ = peer.Connection.SendTextAsync($$"""{"jsonrpc":"2.0","id":{{i}},"method":"probe.say","params":["xxxxxxxxxx",1000]}""").AsTask();
        }

        await InTime.Until(() => peer.Socket.Output.Bytes > MaxOutgoingBytes);
        Assert.InRange(peer.Socket.Output.Bytes, MaxOutgoingBytes, MaxOutgoingBytes + 40_000);
        for (var i = 0; i < 200; i++)
        {
            Assert.Contains("xxxxxxxxxx", await peer.Receive());
        }
    }

    [Fact]
    public async Task Answers_that_pile_up_behind_a_peer_that_does_not_read_cut_it()
    {
        var gate = new TaskCompletionSource<string>();
        await using var peer = await RawPeer.AttachAsync(options =>
        {
            options.MaxOutgoingBytes = 64 * 1024;
            options.AddService<IProbe>(new Probe { OnRun = (_, _) => gate.Task });
        });
        for (var id = 1; id <= 50; id++)
        {
            await peer.Sends($$"""{"jsonrpc":"2.0","id":{{id}},"method":"probe.run","params":["x"]}""");
        }

        await InTime.Until(() => peer.Engine.Counters.CallsServed == 50);
        gate.SetResult(new string('x', 50_000)); // All were admitted before any was answered: 2.5 MB, of which 4 x 64 KiB may wait.
        var closed = await peer.Engine.Completion.Within();
        Assert.Equal((1013, "the peer reads too slowly: more than 262144 octets wait for it", false), (closed.Code, closed.Reason, closed.InitiatedByPeer));
    }

    [Fact]
    public async Task Notification_waits_while_the_queue_is_long_and_goes_on_when_the_peer_reads()
    {
        await using var peer = await RawPeer.AttachAsync(options => options.MaxOutgoingBytes = 1024 * 1024);
        var text = new string('x', 100_000);
        var notifications = Enumerable.Range(0, 5).Select(_ => peer.Proxy.NoteAsync(text).AsTask()).ToArray();
        Assert.False(notifications[4].IsCompleted);
        for (var i = 0; i < 5; i++)
        {
            await peer.Receive();
        }

        await Task.WhenAll(notifications).Within();
    }

    [Fact]
    public async Task Wait_of_a_notification_can_be_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        await using var peer = await RawPeer.AttachAsync(options => options.MaxOutgoingBytes = 1024 * 1024);
        var waiting = peer.Engine.NotifyAsync("probe.note", new System.Text.Json.Nodes.JsonArray(new string('x', 600_000)), cancellation.Token).AsTask();
        Assert.False(waiting.IsCompleted);
        cancellation.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.Within());
        Assert.Contains("xxx", await peer.Receive());
    }

    [Fact]
    public async Task Message_larger_than_MaxMessageBytes_closes_1009()
    {
        await using var peer = await RawPeer.AttachAsync(options => options.MaxMessageBytes = 1000);
        await peer.Sends(new string(' ', 1000));
        Assert.Contains("-32700", await peer.Receive());
        await peer.Sends(new string(' ', 1001));
        var message = await peer.Connection.ReceiveAsync().Within();
        Assert.True(message.IsClose);
        Assert.Equal(1009, peer.Connection.Closed!.Code);
        Assert.Equal(1009, (await peer.Engine.Completion.Within()).Code);
    }

    [Theory]
    [InlineData(7, true)]
    [InlineData(8, false)]
    public async Task Json_deeper_than_MaxJsonDepth_is_a_parse_error(int arrays, bool fits)
    {
        await using var peer = await RawPeer.AttachAsync(options => options.MaxJsonDepth = 8);
        await peer.Sends($$"""{"jsonrpc":"2.0","id":1,"method":"x","params":{{new string('[', arrays)}}{{new string(']', arrays)}}}""");
        Assert.Contains(fits ? "-32601" : "-32700", await peer.Receive());
    }
}
