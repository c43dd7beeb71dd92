namespace WsRpc.Tests.Streams;

/// <summary>Streams towards plain peers (docs/protocol.md, "Streams towards plain peers"), octet for octet, in both roles.</summary>
public sealed class EnumeratorWireTests
{
    private const string Gone = """{"code":-32001,"message":"This stream does not exist, or no longer."}""";

    [Theory]
    [InlineData("[1]")]
    [InlineData("{\"token\":1}")]
    public async Task Peer_asks_by_the_token_and_gets_what_is_there(string parameters)
    {
        await using var peer = await RawPeer.AttachAsync(options => options.AddService<IFeed>(new Feed()));
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"feed.count","params":[3],"credit":5}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":7,"result":{"token":1}}""");
        await peer.Sends($$"""{"jsonrpc":"2.0","id":8,"method":"$/enumerator/next","params":{{parameters}}}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":8,"result":{"values":[1,2,3],"finished":true}}""");
        await peer.Sends($$"""{"jsonrpc":"2.0","id":9,"method":"$/enumerator/next","params":{{parameters}}}""");
        await peer.Receives($$"""{"jsonrpc":"2.0","id":9,"error":{{Gone}}}""");
    }

    [Fact]
    public async Task Answer_holds_at_least_one_item_and_waits_for_no_more()
    {
        var gate = new TaskCompletionSource();
        await using var peer = await RawPeer.AttachAsync(options => options.AddService<IFeed>(new Feed { Before = (i, _) => i == 3 ? gate.Task : Task.CompletedTask }));
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"feed.count","params":[4]}""");
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":8,"method":"$/enumerator/next","params":[1]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":8,"result":{"values":[1,2],"finished":false}}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":9,"method":"$/enumerator/next","params":[1]}""");
        await peer.IsAliveAndSilent();
        gate.SetResult();
        await peer.Receives("""{"jsonrpc":"2.0","id":9,"result":{"values":[3,4],"finished":true}}""");
    }

    [Fact]
    public async Task Two_questions_at_a_time_are_answered_one_after_the_other()
    {
        var gates = new[] { new TaskCompletionSource(), new TaskCompletionSource() };
        await using var peer = await RawPeer.AttachAsync(options => options.AddService<IFeed>(new Feed { Before = (i, _) => gates[i - 1].Task }));
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"feed.count","params":[2]}""");
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":8,"method":"$/enumerator/next","params":[1]}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":9,"method":"$/enumerator/next","params":[1]}""");
        await peer.IsAliveAndSilent();
        gates[0].SetResult();
        await peer.Receives("""{"jsonrpc":"2.0","id":8,"result":{"values":[1],"finished":false}}""");
        gates[1].SetResult();
        await peer.Receives("""{"jsonrpc":"2.0","id":9,"result":{"values":[2],"finished":true}}""");
    }

    [Fact]
    public async Task Exception_answers_the_question_and_the_stream_is_gone()
    {
        await using var peer = await RawPeer.AttachAsync(options => options.AddService<IFeed>(new Feed()));
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"feed.fail","params":[]}""");
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":8,"method":"$/enumerator/next","params":[1]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":8,"result":{"values":[1],"finished":false}}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":9,"method":"$/enumerator/next","params":[1]}""");
        Assert.StartsWith("""{"jsonrpc":"2.0","id":9,"error":{"code":7,"message":"no more","data":{"max":1}}""", await peer.Receive());
        await peer.Sends("""{"jsonrpc":"2.0","id":10,"method":"$/enumerator/next","params":[1]}""");
        await peer.Receives($$"""{"jsonrpc":"2.0","id":10,"error":{{Gone}}}""");
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"$/enumerator/abort","params":[1]}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/enumerator/abort","params":{"token":1}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":7}}""")]
    public async Task Abort_ends_a_stream_that_nobody_has_asked_yet(string abort)
    {
        await using var peer = await RawPeer.AttachAsync(options => options.AddService<IFeed>(new Feed()));
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"feed.count","params":[2]}""");
        await peer.Receive();
        await peer.Sends(abort);
        await peer.Sends("""{"jsonrpc":"2.0","id":8,"method":"$/enumerator/next","params":[1]}""");
        await peer.Receives($$"""{"jsonrpc":"2.0","id":8,"error":{{Gone}}}""");
    }

    [Fact]
    public async Task Abort_that_is_a_request_is_answered_whatever_its_token()
    {
        await using var peer = await RawPeer.AttachAsync(options => options.AddService<IFeed>(new Feed()));
        await peer.Sends("""{"jsonrpc":"2.0","id":8,"method":"$/enumerator/abort","params":[1]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":8,"result":null}""");
    }

    [Fact]
    public async Task Cancelled_question_ends_the_stream()
    {
        var feed = new Feed { Before = (_, token) => Task.Delay(Timeout.Infinite, token) };
        await using var peer = await RawPeer.AttachAsync(options => options.AddService<IFeed>(feed));
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"feed.count","params":[2]}""");
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":8,"method":"$/enumerator/next","params":[1]}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":8}}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/enumerator/abort","params":[1]}""");
        Assert.StartsWith("""{"jsonrpc":"2.0","id":8,"error":{"code":-32800""", await peer.Receive());
        await feed.Ended.Within();
        Assert.Equal(0, peer.Engine.Session.OutgoingStreams.Count);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"$/enumerator/abort","params":[1]}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":7}}""")]
    public async Task Question_that_waits_when_its_stream_is_aborted_is_answered_as_cancelled(string abort)
    {
        var feed = new Feed { Before = (_, token) => Task.Delay(Timeout.Infinite, token) };
        await using var peer = await RawPeer.AttachAsync(options => options.AddService<IFeed>(feed));
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"feed.count","params":[2]}""");
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":8,"method":"$/enumerator/next","params":[1]}""");
        await peer.Sends(abort);
        await peer.Receives("""{"jsonrpc":"2.0","id":8,"error":{"code":-32800,"message":"The call was cancelled."}}""");
        await feed.Ended.Within();
    }

    [Theory]
    [InlineData("[\"a\"]")]
    [InlineData("[]")]
    [InlineData("[null]")]
    public async Task Token_of_another_type_is_refused(string parameters)
    {
        await using var peer = await RawPeer.AttachAsync(options => options.AddService<IFeed>(new Feed()));
        await peer.Sends($$"""{"jsonrpc":"2.0","id":8,"method":"$/enumerator/next","params":{{parameters}}}""");
        Assert.StartsWith("""{"jsonrpc":"2.0","id":8,"error":{"code":-32602""", await peer.Receive());
    }

    [Theory]
    [InlineData("3")]
    [InlineData("\"a/1\"")]
    public async Task Reader_takes_what_came_and_asks_until_there_is_no_more(string token)
    {
        await using var peer = await RawPeer.AttachAsync();
        var reading = peer.Engine.GetProxy<IFeed>().CountAsync(5).CollectAsync();
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"feed.count","params":[5]}""");
        await peer.Sends($$$"""{"jsonrpc":"2.0","id":1,"result":{"token":{{{token}}},"values":[1,2]}}""");
        var question = await peer.Receive();
        Assert.EndsWith($$""","method":"$/enumerator/next","params":[{{token}}]}""", question);
        await peer.Answers(question, """{"values":[3,4],"finished":false}""");
        await peer.Answers(await peer.Receive(), """{"values":[],"finished":true}""");
        Assert.Equal([1, 2, 3, 4], await reading.Within());
        await peer.IsAliveAndSilent();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"values":[]}""")]
    [InlineData("""{"token":null,"values":null}""")]
    public async Task Known_to_be_empty_is_not_asked_for(string result)
    {
        await using var peer = await RawPeer.AttachAsync();
        var reading = peer.Engine.GetProxy<IFeed>().CountAsync(5).CollectAsync();
        await peer.Receive();
        await peer.Sends($$"""{"jsonrpc":"2.0","id":1,"result":{{result}}}""");
        Assert.Empty(await reading.Within());
        await peer.IsAliveAndSilent();
    }

    [Fact]
    public async Task Reader_that_breaks_off_aborts()
    {
        await using var peer = await RawPeer.AttachAsync();
        var items = peer.Engine.GetProxy<IFeed>().CountAsync(5).GetAsyncEnumerator();
        var next = items.MoveNextAsync();
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":{"token":3,"values":[1]}}""");
        Assert.True(await next.AsTask().Within());
        await items.DisposeAsync();
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/enumerator/abort","params":[3]}""");
    }

    [Fact]
    public async Task Reader_that_cancels_while_it_waits_cancels_the_question_and_aborts()
    {
        await using var peer = await RawPeer.AttachAsync();
        using var cancellation = new CancellationTokenSource();
        var reading = peer.Engine.GetProxy<IFeed>().CountAsync(5).CollectAsync(cancellation.Token);
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":{"token":3}}""");
        var question = await peer.Receive();
        cancellation.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.Within());
        Assert.Contains("$/cancelRequest", await peer.Receive(), StringComparison.Ordinal);
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/enumerator/abort","params":[3]}""");
        await peer.Answers(question, """{"values":[1],"finished":false}""");
        await peer.IsAliveAndSilent();
    }

    [Fact]
    public async Task Error_ends_the_stream_without_an_abort()
    {
        await using var peer = await RawPeer.AttachAsync();
        var reading = peer.Engine.GetProxy<IFeed>().FailAsync().CollectAsync();
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":{"token":3,"values":[1]}}""");
        var question = await peer.Receive();
        await peer.Fails(question, """{"code":7,"message":"no more","data":{"max":1}}""");
        Assert.Equal(new Limit(1), (await Assert.ThrowsAsync<RpcFaultException<Limit>>(() => reading.Within())).Detail);
        await peer.IsAliveAndSilent();
    }

    [Theory]
    [InlineData("""{"values":[],"finished":false}""")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"values":{},"finished":false}""")]
    public async Task Answer_without_items_that_is_not_the_end_is_an_error(string answer)
    {
        await using var peer = await RawPeer.AttachAsync();
        var reading = peer.Engine.GetProxy<IFeed>().CountAsync(5).CollectAsync();
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":{"token":3}}""");
        await peer.Answers(await peer.Receive(), answer);
        await Assert.ThrowsAsync<RpcSerializationException>(() => reading.Within());
    }

    [Fact]
    public async Task Question_not_answered_within_the_idle_time_ends_the_stream()
    {
        var time = new FakeTimeProvider();
        await using var peer = await RawPeer.AttachAsync(options =>
        {
            options.TimeProvider = time;
            options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
            options.StreamIdleTimeout = TimeSpan.FromSeconds(5);
        });
        var reading = peer.Engine.GetProxy<IFeed>().CountAsync(5).CollectAsync();
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":{"token":3}}""");
        await peer.Receive();
        time.Advance(TimeSpan.FromSeconds(5));
        var exception = await Assert.ThrowsAsync<RpcTimeoutException>(() => reading.Within());
        Assert.Equal("feed.count: no item of the stream within 5 s (StreamIdleTimeout).", exception.Message);
        Assert.Contains("$/cancelRequest", await peer.Receive(), StringComparison.Ordinal);
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/enumerator/abort","params":[3]}""");
    }

    [Fact]
    public async Task Argument_is_asked_for_while_its_call_runs()
    {
        await using var peer = await RawPeer.AttachAsync();
        var sum = peer.Engine.GetProxy<IFeed>().SumAsync(new Feed().CountAsync(3, default));
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"feed.sum","params":[{"token":1}]}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":5,"method":"$/enumerator/next","params":[1]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":5,"result":{"values":[1,2,3],"finished":true}}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":6}""");
        Assert.Equal(6, await sum.Within());
    }

    [Fact]
    public async Task Argument_is_released_when_its_call_is_answered()
    {
        var feed = new Feed();
        await using var peer = await RawPeer.AttachAsync();
        var sum = peer.Engine.GetProxy<IFeed>().SumAsync(feed.CountAsync(3, default));
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":6}""");
        await sum.Within();
        await InTime.Until(() => peer.Engine.Session.OutgoingStreams.Count == 0);
        await peer.Sends("""{"jsonrpc":"2.0","id":5,"method":"$/enumerator/next","params":[1]}""");
        await peer.Receives($$"""{"jsonrpc":"2.0","id":5,"error":{{Gone}}}""");
        Assert.Equal(0, feed.Produced);
    }

    [Fact]
    public async Task Service_asks_for_its_argument()
    {
        await using var peer = await RawPeer.AttachAsync(options => options.AddService<IFeed>(new Feed()));
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"feed.sum","params":[{"token":9,"values":[1]}]}""");
        var question = await peer.Receive();
        Assert.EndsWith(""","method":"$/enumerator/next","params":[9]}""", question);
        await peer.Answers(question, """{"values":[2,3],"finished":true}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":7,"result":6}""");
    }
}
