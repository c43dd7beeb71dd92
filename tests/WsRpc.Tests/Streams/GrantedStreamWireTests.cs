namespace WsRpc.Tests.Streams;

/// <summary>Streams with credit, octet for octet: this end reads.</summary>
public sealed class GrantedStreamWireTests
{
    [Fact]
    public async Task Request_grants_the_first_items_and_more_are_granted_when_half_are_read()
    {
        await using var peer = await Meeting.AttachAsync();
        var opening = peer.Engine.GetProxy<IFeed>().ReadAsync("a");
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"feed.read","params":["a"],"credit":2}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":{"$stream":5}}""");
        await using var items = (await opening.AsTask().Within()).GetAsyncEnumerator();
        var next = items.MoveNextAsync();
        Assert.False(next.IsCompleted);
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/stream/items","params":{"stream":5,"items":["a", "b"]}}""");
        Assert.True(await next.AsTask().Within());
        Assert.Equal("a", items.Current);
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/credit","params":{"stream":5,"items":1}}""");
        Assert.True(await items.MoveNextAsync().AsTask().Within());
        Assert.Equal("b", items.Current);
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/credit","params":{"stream":5,"items":1}}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/stream/end","params":{"stream":5}}""");
        Assert.False(await items.MoveNextAsync().AsTask().Within());
        await items.DisposeAsync();
        await peer.IsAliveAndSilent();
        Assert.Equal(0, peer.Engine.Session.IncomingStreams.Count);
    }

    [Fact]
    public async Task Call_is_made_by_the_reader_each_time_it_reads()
    {
        await using var peer = await Meeting.AttachAsync();
        var count = peer.Engine.GetProxy<IFeed>().CountAsync(3);
        await peer.IsAliveAndSilent();
        var first = count.CollectAsync();
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"feed.count","params":[3],"credit":16}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":{"$stream":1}}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/stream/items","params":{"stream":1,"items":[1,2]}}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/stream/items","params":{"items":[3],"stream":1}}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/stream/end","params":{"stream":1}}""");
        Assert.Equal([1, 2, 3], await first.Within());
        _ = count.CollectAsync();
        Assert.Contains("""method":"feed.count","params":[3],"credit":16}""", await peer.Receive());
    }

    [Fact]
    public async Task Reader_that_breaks_off_cancels_and_what_comes_later_is_ignored()
    {
        await using var peer = await Meeting.AttachAsync();
        var reading = FirstAsync(peer.Engine.GetProxy<IFeed>().CountAsync(3));
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":{"$stream":1}}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/stream/items","params":{"stream":1,"items":[1,2]}}""");
        Assert.Equal(1, await reading.Within());
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/cancel","params":{"stream":1}}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/stream/items","params":{"stream":1,"items":[3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]}}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/stream/end","params":{"stream":1}}""");
        await peer.IsAliveAndSilent();
    }

    [Fact]
    public async Task Token_of_the_reader_ends_the_stream_where_it_waits()
    {
        await using var peer = await Meeting.AttachAsync();
        using var cancellation = new CancellationTokenSource();
        var reading = peer.Engine.GetProxy<IFeed>().CountAsync(3).CollectAsync(cancellation.Token);
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":{"$stream":1}}""");
        await peer.IsAliveAndSilent();
        cancellation.Cancel();
        var exception = await Assert.ThrowsAsync<OperationCanceledException>(() => reading.Within());
        Assert.Equal(cancellation.Token, exception.CancellationToken);
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/cancel","params":{"stream":1}}""");
    }

    [Fact]
    public async Task Token_of_the_method_ends_the_stream_as_it_would_its_opening()
    {
        await using var peer = await Meeting.AttachAsync();
        using var cancellation = new CancellationTokenSource();
        var opening = peer.Engine.GetProxy<IFeed>().OpenAsync(3, cancellation.Token);
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":{"$stream":1}}""");
        var reading = (await opening.Within()).CollectAsync();
        cancellation.Cancel();
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/cancel","params":{"stream":1}}""");
        await Assert.ThrowsAsync<OperationCanceledException>(() => reading.Within());
    }

    [Fact]
    public async Task Token_before_the_answer_cancels_the_call()
    {
        await using var peer = await Meeting.AttachAsync();
        using var cancellation = new CancellationTokenSource();
        var reading = peer.Engine.GetProxy<IFeed>().CountAsync(3, cancellation.Token).CollectAsync();
        await peer.Receive();
        cancellation.Cancel();
        await Assert.ThrowsAsync<OperationCanceledException>(() => reading.Within());
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":{"$stream":1}}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/stream/items","params":{"stream":1,"items":[1]}}""");
        await peer.IsAliveAndSilent();
    }

    [Fact]
    public async Task Failure_reaches_the_reader_behind_the_items_as_the_exception_that_it_is()
    {
        await using var peer = await Meeting.AttachAsync();
        var items = peer.Engine.GetProxy<IFeed>().FailAsync().GetAsyncEnumerator();
        var next = items.MoveNextAsync();
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":{"$stream":1}}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/stream/items","params":{"stream":1,"items":[1]}}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/stream/end","params":{"stream":1,"error":{"code":7,"message":"no more","data":{"max":1}}}}""");
        await peer.IsAliveAndSilent();
        Assert.True(await next.AsTask().Within());
        var fault = await Assert.ThrowsAsync<RpcFaultException<Limit>>(() => items.MoveNextAsync().AsTask().Within());
        Assert.Equal((new Limit(1), "no more", "feed.fail"), (fault.Detail, fault.Message, fault.Method));
        await items.DisposeAsync();
    }

    [Fact]
    public async Task Call_that_fails_fails_at_the_first_item()
    {
        await using var peer = await Meeting.AttachAsync();
        var reading = peer.Engine.GetProxy<IFeed>().CountAsync(3).CollectAsync();
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"feed.count: no such method."}}""");
        await Assert.ThrowsAsync<RpcMethodNotFoundException>(() => reading.Within());
    }

    [Fact]
    public async Task More_items_than_were_granted_close_the_connection()
    {
        await using var peer = await Meeting.AttachAsync();
        _ = peer.Engine.GetProxy<IFeed>().ReadAsync("a").AsTask();
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":{"$stream":1}}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/stream/items","params":{"stream":1,"items":["a","b","c"]}}""");
        await peer.ReceivesClose(1008, "more items of the stream 1 than were granted");
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[1,2]")]
    [InlineData("{\"$stream\":0}")]
    [InlineData("{\"$stream\":\"1\"}")]
    [InlineData("{\"$stream\":1.5}")]
    [InlineData("{\"token\":1,\"values\":7}")]
    public async Task What_is_no_stream_cannot_be_read(string result)
    {
        await using var peer = await Meeting.AttachAsync();
        var opening = peer.Engine.GetProxy<IFeed>().OpenAsync(1);
        await peer.Receive();
        await peer.Sends($$"""{"jsonrpc":"2.0","id":1,"result":{{result}}}""");
        await Assert.ThrowsAsync<RpcSerializationException>(() => opening.Within());
    }

    [Fact]
    public async Task Item_of_another_type_ends_the_stream_at_its_place()
    {
        await using var peer = await Meeting.AttachAsync();
        var items = peer.Engine.GetProxy<IFeed>().CountAsync(3).GetAsyncEnumerator();
        var next = items.MoveNextAsync();
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":{"$stream":1}}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/stream/items","params":{"stream":1,"items":[1,"two"]}}""");
        Assert.True(await next.AsTask().Within());
        await Assert.ThrowsAsync<RpcSerializationException>(() => items.MoveNextAsync().AsTask().Within());
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/cancel","params":{"stream":1}}""");
        await Assert.ThrowsAsync<RpcSerializationException>(() => items.MoveNextAsync().AsTask().Within());
    }

    [Fact]
    public async Task Second_stream_under_one_id_is_none()
    {
        await using var peer = await Meeting.AttachAsync();
        var feed = peer.Engine.GetProxy<IFeed>();
        var (one, other) = (feed.OpenAsync(1), feed.OpenAsync(2));
        await peer.Receive();
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":{"$stream":1}}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":2,"result":{"$stream":1}}""");
        await one.Within();
        await Assert.ThrowsAsync<RpcSerializationException>(() => other.Within());
    }

    [Fact]
    public async Task Stream_more_than_may_be_is_cancelled_and_its_call_fails()
    {
        await using var peer = await Meeting.AttachAsync(options => options.MaxStreams = 1);
        var feed = peer.Engine.GetProxy<IFeed>();
        var (one, other) = (feed.OpenAsync(1), feed.OpenAsync(2));
        await peer.Receive();
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":{"$stream":1}}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":2,"result":{"$stream":2}}""");
        await one.Within();
        var exception = await Assert.ThrowsAsync<RpcLimitException>(() => other.Within());
        Assert.Equal("MaxStreams", exception.Limit);
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/cancel","params":{"stream":2}}""");
    }

    [Fact]
    public async Task Octets_more_than_may_wait_end_the_stream()
    {
        await using var peer = await Meeting.AttachAsync(options => options.MaxStreamBytes = 100);
        var opening = peer.Engine.GetProxy<IFeed>().ReadAsync("a");
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":{"$stream":1}}""");
        var items = await opening.AsTask().Within();
        await peer.Sends($$$"""{"jsonrpc":"2.0","method":"$/stream/items","params":{"stream":1,"items":["{{{new string('a', 100)}}}"]}}""");
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/cancel","params":{"stream":1}}""");
        var exception = await Assert.ThrowsAsync<RpcLimitException>(() => items.CollectAsync().Within());
        Assert.Equal(("MaxStreamBytes", 100L, "feed.read"), (exception.Limit, exception.Value, exception.Method));
    }

    [Fact]
    public async Task Stream_is_read_once()
    {
        await using var peer = await Meeting.AttachAsync();
        var opening = peer.Engine.GetProxy<IFeed>().OpenAsync(1);
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":{"$stream":1}}""");
        var items = await opening.Within();
        var one = items.GetAsyncEnumerator();
        Assert.Throws<InvalidOperationException>(() => items.GetAsyncEnumerator());
        await one.DisposeAsync();
    }

    [Fact]
    public async Task Gap_longer_than_the_idle_time_ends_the_stream()
    {
        var time = new FakeTimeProvider();
        await using var peer = await Meeting.AttachAsync(options =>
        {
            options.TimeProvider = time;
            options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
            options.StreamIdleTimeout = TimeSpan.FromSeconds(5);
        });
        var reading = peer.Engine.GetProxy<IFeed>().CountAsync(3).CollectAsync();
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":{"$stream":1}}""");
        await peer.IsAliveAndSilent();
        time.Advance(TimeSpan.FromSeconds(4));
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/stream/items","params":{"stream":1,"items":[1]}}""");
        await peer.IsAliveAndSilent();
        time.Advance(TimeSpan.FromSeconds(4));
        await peer.IsAliveAndSilent();
        time.Advance(TimeSpan.FromSeconds(1));
        var exception = await Assert.ThrowsAsync<RpcTimeoutException>(() => reading.Within());
        Assert.Equal("feed.count: no item of the stream within 5 s (StreamIdleTimeout).", exception.Message);
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/cancel","params":{"stream":1}}""");
    }

    private static async Task<int> FirstAsync(IAsyncEnumerable<int> items)
    {
        await foreach (var item in items)
        {
            return item;
        }

        throw new InvalidOperationException("There is none.");
    }
}
