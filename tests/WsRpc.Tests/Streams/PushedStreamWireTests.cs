namespace WsRpc.Tests.Streams;

/// <summary>Streams with credit (docs/protocol.md, "Streams with credit"), octet for octet: this end produces.</summary>
public sealed class PushedStreamWireTests
{
    [Fact]
    public async Task Items_follow_the_answer_as_far_as_the_request_grants_then_as_grants_come()
    {
        await using var peer = await Meeting.AttachAsync(options => options.AddService<IFeed>(new Feed()));
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"feed.count","params":[5],"credit":2}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":7,"result":{"$stream":1}}""");
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/items","params":{"stream":1,"items":[1,2]}}""");
        await peer.IsAliveAndSilent();
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/stream/credit","params":{"stream":1,"items":1}}""");
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/items","params":{"stream":1,"items":[3]}}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/stream/credit","params":{"items":9,"stream":1}}""");
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/items","params":{"stream":1,"items":[4,5]}}""");
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/end","params":{"stream":1}}""");
    }

    [Fact]
    public async Task Nothing_is_produced_before_the_first_grant()
    {
        var feed = new Feed();
        await using var peer = await Meeting.AttachAsync(options => options.AddService<IFeed>(feed));
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"feed.open","params":[2]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":7,"result":{"$stream":1}}""");
        await peer.IsAliveAndSilent();
        Assert.Equal(0, feed.Produced);
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/stream/credit","params":{"stream":1,"items":3}}""");
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/items","params":{"stream":1,"items":[1,2]}}""");
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/end","params":{"stream":1}}""");
    }

    [Fact]
    public async Task Grant_that_is_quicker_than_the_start_counts()
    {
        await using var peer = await Meeting.AttachAsync();
        var session = peer.Engine.Session;
        var stream = session.Open("feed.count", null, new Feed().CountAsync(3, default), session.Settings.Json.TypeInfo<int>(), new CancellationTokenSource());
        stream.Grant(2);
        stream.Start(0);
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/items","params":{"stream":1,"items":[1,2]}}""");
    }

    [Fact]
    public async Task Producer_that_blocks_its_thread_holds_up_nobody_else()
    {
        using var gate = new ManualResetEventSlim();
        await using var peer = await Meeting.AttachAsync(options => options.AddService<IFeed>(new Feed { Before = (i, _) => Task.FromResult(i < 3 || gate.Wait(TimeSpan.FromSeconds(30))) }));
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"feed.count","params":[3],"credit":2}""");
        await peer.Receive();
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/items","params":{"stream":1,"items":[1,2]}}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/stream/credit","params":{"stream":1,"items":9}}""");
        await peer.IsAliveAndSilent();
        gate.Set();
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/items","params":{"stream":1,"items":[3]}}""");
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/end","params":{"stream":1}}""");
    }

    [Fact]
    public async Task Item_that_is_there_does_not_wait_for_the_next_one()
    {
        var gate = new TaskCompletionSource();
        await using var peer = await Meeting.AttachAsync(options => options.AddService<IFeed>(new Feed { Before = (i, _) => i == 3 ? gate.Task : Task.CompletedTask }));
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"feed.count","params":[3],"credit":9}""");
        await peer.Receive();
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/items","params":{"stream":1,"items":[1,2]}}""");
        gate.SetResult();
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/items","params":{"stream":1,"items":[3]}}""");
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/end","params":{"stream":1}}""");
    }

    [Fact]
    public async Task Exception_ends_the_stream_behind_the_items_before_it()
    {
        await using var peer = await Meeting.AttachAsync(options => options.AddService<IFeed>(new Feed()));
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"feed.fail","params":[],"credit":9}""");
        await peer.Receive();
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/items","params":{"stream":1,"items":[1]}}""");
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/end","params":{"stream":1,"error":{"code":7,"message":"no more","data":{"max":1}}}}""");
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"$/stream/cancel","params":{"stream":1}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":7}}""")]
    public async Task Consumer_that_cancels_stops_the_producer_and_is_told_of_the_end(string cancellation)
    {
        var feed = new Feed { Before = (i, token) => i == 2 ? Task.Delay(Timeout.Infinite, token) : Task.CompletedTask };
        await using var peer = await Meeting.AttachAsync(options => options.AddService<IFeed>(feed));
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"feed.count","params":[5],"credit":9}""");
        await peer.Receive();
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/items","params":{"stream":1,"items":[1]}}""");
        await peer.Sends(cancellation);
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/end","params":{"stream":1}}""");
        await feed.Ended.Within();
        Assert.Equal(0, peer.Engine.Session.OutgoingStreams.Count);
    }

    [Fact]
    public async Task Producer_that_waits_for_credit_is_cancelled_as_well()
    {
        var feed = new Feed();
        await using var peer = await Meeting.AttachAsync(options => options.AddService<IFeed>(feed));
        await peer.Sends("""{"jsonrpc":"2.0","id":"a","method":"feed.open","params":[5]}""");
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":"a"}}""");
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/end","params":{"stream":1}}""");
        Assert.Equal(0, feed.Produced);
    }

    [Fact]
    public async Task Producer_that_does_not_heed_its_token_sends_nothing_more()
    {
        var gate = new TaskCompletionSource();
        await using var peer = await Meeting.AttachAsync(options => options.AddService<IFeed>(new Feed { Before = (i, _) => i == 2 ? gate.Task : Task.CompletedTask }));
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"feed.count","params":[5],"credit":9}""");
        await peer.Receive();
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/items","params":{"stream":1,"items":[1]}}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/stream/cancel","params":{"stream":1}}""");
        await peer.IsAliveAndSilent();
        gate.SetResult();
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/end","params":{"stream":1}}""");
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"$/stream/credit","params":{"stream":2,"items":5}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/stream/credit","params":{"stream":1,"items":0}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/stream/credit","params":{"stream":1,"items":-1}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/stream/credit","params":{"stream":1,"items":99999999999}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/stream/credit","params":{"stream":1}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/stream/credit","params":{"items":1}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/stream/credit","params":[1,5]}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/stream/credit"}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/stream/cancel","params":{"stream":"1"}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/stream/items","params":{"stream":1,"items":[1]}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/stream/end","params":{"stream":1}}""")]
    public async Task Messages_that_make_no_sense_are_ignored(string message)
    {
        await using var peer = await Meeting.AttachAsync(options => options.AddService<IFeed>(new Feed()));
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"feed.count","params":[5]}""");
        await peer.Receive();
        await peer.Sends(message);
        await peer.IsAliveAndSilent();
        Assert.Equal(1, peer.Engine.Session.OutgoingStreams.Count);
    }

    [Fact]
    public async Task Stream_more_than_may_be_is_an_error_of_its_call()
    {
        await using var peer = await Meeting.AttachAsync(options =>
        {
            options.AddService<IFeed>(new Feed());
            options.MaxStreams = 1;
        });
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"feed.count","params":[5]}""");
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":8,"method":"feed.count","params":[5]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":8,"error":{"code":-32005,"message":"feed.count: a stream was refused: MaxStreams = 1 is reached."}}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/stream/cancel","params":{"stream":1}}""");
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":9,"method":"feed.count","params":[5]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":9,"result":{"$stream":3}}""");
    }

    [Fact]
    public async Task Item_larger_than_the_peer_reads_ends_the_stream()
    {
        await using var peer = await Meeting.AttachAsync(options => options.AddService<IFeed>(new Feed()), """{"version":1,"limits":{"maxMessageBytes":300},"capabilities":["streams"]}""");
        await peer.Sends($$"""{"jsonrpc":"2.0","id":7,"method":"feed.read","params":["a {{new string('b', 300)}} c"],"credit":99}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":7,"result":{"$stream":1}}""");
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/items","params":{"stream":1,"items":["a"]}}""");
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/end","params":{"stream":1,"error":{"code":-32003,"message":"feed.read: an item is larger than the receiver reads (MaxMessageBytes = 300)."}}}""");
    }

    [Fact]
    public async Task Item_before_one_that_is_too_large_is_sent_once()
    {
        await using var peer = await Meeting.AttachAsync(hello: """{"version":1,"limits":{"maxMessageBytes":300},"capabilities":["streams"]}""");
        var session = peer.Engine.Session;
        var stream = session.Open("feed.read", null, new[] { "a", new string('b', 300) }.ToAsyncEnumerable(), session.Settings.Json.TypeInfo<string>(), new CancellationTokenSource());
        stream.Start(99);
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/items","params":{"stream":1,"items":["a"]}}""");
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/end","params":{"stream":1,"error":{"code":-32003,"message":"feed.read: an item is larger than the receiver reads (MaxMessageBytes = 300)."}}}""");
    }

    [Fact]
    public async Task Item_that_is_too_large_for_a_peer_that_reads_very_little_ends_the_stream_of_a_source_that_is_quick()
    {
        var source = new Feed();
        await using var peer = await Meeting.AttachAsync(
            static options => options.TimeProvider = new FakeTimeProvider(), """{"version":1,"limits":{"maxMessageBytes":100},"capabilities":["streams"]}""");
        var session = peer.Engine.Session;
        session.Open("feed.read", null, Words(source), session.Settings.Json.TypeInfo<string>(), new CancellationTokenSource()).Start(99);
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/items","params":{"stream":1,"items":["a"]}}""");
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/end","params":{"stream":1,"error":{"code":-32003,"message":"feed.read: an item is larger than the receiver reads (MaxMessageBytes = 100)."}}}""");
        await source.Ended.Within();

        // The last wait is one that only the end of the stream ends.
        static async IAsyncEnumerable<string> Words(Feed feed, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await foreach (var number in feed.CountAsync(3, cancellationToken))
            {
                await Task.Yield();
                if (number == 3)
                {
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                }

                yield return number == 1 ? "a" : new string('b', 40);
            }
        }
    }

    [Fact]
    public async Task Last_item_of_a_source_that_was_quick_does_not_wait_for_the_next()
    {
        // On a clock that stands still, every source is quick.
        await using var peer = await Meeting.AttachAsync(options =>
        {
            options.TimeProvider = new FakeTimeProvider();
            options.AddService<IFeed>(new Feed { Before = static async (i, cancellation) => await (i < 4 ? Yield() : Task.Delay(Timeout.Infinite, cancellation)) });
        });
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"feed.count","params":[4],"credit":9}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":7,"result":{"$stream":1}}""");
        var items = "";
        while (!items.EndsWith(']') || !items.Contains('3'))
        {
            items += ItemsOf(await peer.Receive());
        }

        Assert.Equal("1,2,3", items.Replace("][", ",").Trim('[', ']'));
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/stream/cancel","params":{"stream":1}}""");
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/end","params":{"stream":1}}""");
    }

    [Fact]
    public async Task Items_of_a_source_that_waits_before_each_keep_their_order_and_end_behind_the_last()
    {
        var pushed = new Feed { Before = static (_, _) => Yield() };
        await using var peer = await Meeting.AttachAsync(options => options.AddService<IFeed>(pushed));
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"feed.count","params":[1000],"credit":1001}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":7,"result":{"$stream":1}}""");
        var items = new List<int>();
        string message;
        while ((message = await peer.Receive()) != """{"jsonrpc":"2.0","method":"$/stream/end","params":{"stream":1}}""")
        {
            items.AddRange(System.Text.Json.JsonSerializer.Deserialize<int[]>(ItemsOf(message))!);
        }

        Assert.Equal(Enumerable.Range(1, 1000), items);
    }

    private static async Task Yield() => await Task.Yield();

    private static string ItemsOf(string message)
    {
        const string Start = """{"jsonrpc":"2.0","method":"$/stream/items","params":{"stream":1,"items":""";
        Assert.StartsWith(Start, message, StringComparison.Ordinal);
        return message[Start.Length..^2];
    }

    [Fact]
    public async Task Element_of_a_batch_has_no_credit()
    {
        await using var peer = await Meeting.AttachAsync(options => options.AddService<IFeed>(new Feed()));
        await peer.Sends("""[{"jsonrpc":"2.0","id":7,"method":"feed.count","params":[1],"credit":9}]""");
        await peer.Receives("""[{"jsonrpc":"2.0","id":7,"result":{"$stream":1}}]""");
        await peer.IsAliveAndSilent();
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/stream/credit","params":{"stream":1,"items":2}}""");
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/items","params":{"stream":1,"items":[1]}}""");
    }

    [Fact]
    public async Task Failure_to_open_is_an_error_of_the_call()
    {
        await using var peer = await Meeting.AttachAsync(options => options.AddService<IFeed>(new Feed()));
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"feed.open","params":[-1],"credit":9}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":7,"error":{"code":7,"message":"nothing below zero"}}""");
        await peer.IsAliveAndSilent();
    }

    [Fact]
    public async Task Many_small_items_share_messages()
    {
        await using var peer = await Meeting.AttachAsync(options => options.AddService<IFeed>(new Feed()));
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"feed.count","params":[1000],"credit":2000}""");
        await peer.Receive();
        await peer.Receives($$$"""{"jsonrpc":"2.0","method":"$/stream/items","params":{"stream":1,"items":[{{{string.Join(',', Enumerable.Range(1, 1000))}}}]}}""");
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/end","params":{"stream":1}}""");
    }
}
