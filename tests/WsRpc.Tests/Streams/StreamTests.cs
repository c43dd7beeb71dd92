namespace WsRpc.Tests.Streams;

/// <summary>Streams between two engines, pushed with credit and asked for.</summary>
public sealed class StreamTests
{
    [Theory]
    [InlineData("wsrpc.1")]
    [InlineData(null)]
    public async Task All_items_arrive_in_their_order(string? subprotocol)
    {
        await using var pair = await Meeting.ConnectAsync(options => options.AddService<IFeed>(new Feed()), subprotocol: subprotocol);
        var feed = pair.Client.GetProxy<IFeed>();
        Assert.Equal(Enumerable.Range(1, 20_000), await feed.CountAsync(20_000).CollectAsync().Within());
        Assert.Equal(["one", "two", "three"], await (await feed.ReadAsync("one two three").Within()).CollectAsync().Within());
        Assert.Empty(await feed.CountAsync(0).CollectAsync().Within());
    }

    [Theory]
    [InlineData("wsrpc.1")]
    [InlineData(null)]
    public async Task Arguments_and_results_may_both_be_streams(string? subprotocol)
    {
        await using var pair = await Meeting.ConnectAsync(options => options.AddService<IFeed>(new Feed()), subprotocol: subprotocol);
        var feed = pair.Client.GetProxy<IFeed>();
        Assert.Equal(50_005_000, await feed.SumAsync(new Feed().CountAsync(10_000, default)).Within());
        Assert.Equal("", await feed.TakeAsync().Within());
        Assert.Equal("1 2 a b", await feed.TakeAsync(new Feed().CountAsync(2, default), await new Feed().ReadAsync("a b")).Within());
        Assert.Equal([2, 4, 6], await feed.DoubleAsync(new Feed().CountAsync(3, default)).CollectAsync().Within());
        await InTime.Until(() => pair.Client.Session.OutgoingStreams.Count == 0);
        Assert.Equal(0, pair.Server.Session.IncomingStreams.Count);
    }

    [Theory]
    [InlineData("wsrpc.1")]
    [InlineData(null)]
    public async Task Producer_is_no_further_ahead_of_a_reader_that_waits_than_was_granted(string? subprotocol)
    {
        var source = new Feed();
        await using var pair = await Meeting.ConnectAsync(options => options.AddService<IFeed>(source), subprotocol: subprotocol);
        await using var items = pair.Client.GetProxy<IFeed>().CountAsync(int.MaxValue).GetAsyncEnumerator();
        Assert.True(await items.MoveNextAsync().Within());
        await InTime.Until(() => source.Produced >= 16);
        await Assert.ThrowsAsync<RpcMethodNotFoundException>(() => pair.Client.InvokeAsync<int>("nobody.home").Within());
        Assert.InRange(source.Produced, 16, 256);
    }

    [Theory]
    [InlineData("wsrpc.1")]
    [InlineData(null)]
    public async Task Reader_that_breaks_off_stops_the_producer(string? subprotocol)
    {
        var source = new Feed();
        await using var pair = await Meeting.ConnectAsync(options => options.AddService<IFeed>(source), subprotocol: subprotocol);
        await foreach (var item in pair.Client.GetProxy<IFeed>().CountAsync(int.MaxValue))
        {
            if (item == 100)
            {
                break;
            }
        }

        await source.Ended.Within();
        await InTime.Until(() => pair.Server.Session.OutgoingStreams.Count == 0);
        Assert.InRange(source.Produced, 100, 2000);
    }

    [Theory]
    [InlineData("wsrpc.1")]
    [InlineData(null)]
    public async Task Exception_ends_the_stream_as_that_exception(string? subprotocol)
    {
        await using var pair = await Meeting.ConnectAsync(options => options.AddService<IFeed>(new Feed()), subprotocol: subprotocol);
        var fault = await Assert.ThrowsAsync<RpcFaultException<Limit>>(() => pair.Client.GetProxy<IFeed>().FailAsync().CollectAsync().Within());
        Assert.Equal((new Limit(1), 7), (fault.Detail, fault.Code));
    }

    [Theory]
    [InlineData("wsrpc.1")]
    [InlineData(null)]
    public async Task Exception_of_an_argument_reaches_the_service_that_reads_it(string? subprotocol)
    {
        await using var pair = await Meeting.ConnectAsync(options => options.AddService<IFeed>(new Feed()), subprotocol: subprotocol);
        var exception = await Assert.ThrowsAsync<RpcErrorException>(() => pair.Client.GetProxy<IFeed>().SumAsync(Failing()).Within());
        Assert.Equal("feed.sum failed.", exception.Message);

        static async IAsyncEnumerable<int> Failing()
        {
            yield return 1;
            await Task.Yield();
            throw new InvalidOperationException("broken");
        }
    }

    [Theory]
    [InlineData("wsrpc.1")]
    [InlineData(null)]
    public async Task Cancelled_call_ends_its_argument_at_both_ends(string? subprotocol)
    {
        var (source, service) = (new Feed { Before = (i, token) => i == 2 ? Task.Delay(Timeout.Infinite, token) : Task.CompletedTask }, new Feed());
        await using var pair = await Meeting.ConnectAsync(options => options.AddService<IFeed>(service), subprotocol: subprotocol);
        using var cancellation = new CancellationTokenSource();
        var sum = pair.Client.GetProxy<IFeed>().SumAsync(source.CountAsync(3, default), cancellation.Token);
        await InTime.Until(() => service.Produced == 1);
        cancellation.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sum.Within());
        await source.Ended.Within();
        await service.Ended.Within();
    }

    [Theory]
    [InlineData("wsrpc.1")]
    [InlineData(null)]
    public async Task Interceptors_on_both_ends_lose_nothing(string? subprotocol)
    {
        await using var pair = await Meeting.ConnectAsync(
            options =>
            {
                options.AddService<IFeed>(new Feed());
                options.Interceptors.Add(new Interception.YieldingInterceptor());
            },
            options => options.Interceptors.Add(new Interception.YieldingInterceptor()),
            subprotocol);
        var feed = pair.Client.GetProxy<IFeed>();
        Assert.Equal(Enumerable.Range(1, 1000), await feed.CountAsync(1000).CollectAsync().Within());
        Assert.Equal([2, 4, 6], await feed.DoubleAsync(new Feed().CountAsync(3, default)).CollectAsync().Within());
        await Assert.ThrowsAsync<RpcFaultException<Limit>>(() => feed.FailAsync().CollectAsync().Within());
    }

    [Fact]
    public async Task Interceptor_that_refuses_the_answer_drops_the_stream()
    {
        var source = new Feed();
        await using var pair = await Meeting.ConnectAsync(options =>
        {
            options.AddService<IFeed>(source);
            options.Interceptors.Add(new Interception.RefusingInterceptor());
        });
        var exception = await Assert.ThrowsAsync<RpcErrorException>(() => pair.Client.GetProxy<IFeed>().CountAsync(3).CollectAsync().Within());
        Assert.Equal(9, exception.Code);
        await InTime.Until(() => pair.Server.Session.OutgoingStreams.Count == 0);
        Assert.Equal(0, source.Produced);
    }

    [Theory]
    [InlineData("wsrpc.1")]
    [InlineData(null)]
    public async Task Lost_connection_ends_streams_at_both_ends(string? subprotocol)
    {
        var source = new Feed { Before = (i, token) => i == 3 ? Task.Delay(Timeout.Infinite, token) : Task.CompletedTask };
        await using var pair = await Meeting.ConnectAsync(options => options.AddService<IFeed>(source), subprotocol: subprotocol);
        await using var items = pair.Client.GetProxy<IFeed>().CountAsync(5).GetAsyncEnumerator();
        Assert.True(await items.MoveNextAsync().Within());
        Assert.True(await items.MoveNextAsync().Within());
        var next = items.MoveNextAsync();
        pair.Server.Abort();
        await Assert.ThrowsAsync<RpcConnectionLostException>(() => next.Within());
        await source.Ended.Within();
    }

    [Fact]
    public async Task Batched_call_may_result_in_a_stream()
    {
        await using var pair = await Meeting.ConnectAsync(options => options.AddService<IFeed>(new Feed()));
        var batch = pair.Client.BeginBatch();
        var opening = batch.GetProxy<IFeed>().OpenAsync(3);
        await batch.SendAsync();
        Assert.Equal([1, 2, 3], await (await opening.Within()).CollectAsync().Within());
    }

    [Fact]
    public async Task Deadline_bounds_the_opening_and_not_the_stream()
    {
        var time = new FakeTimeProvider();
        var gate = new TaskCompletionSource();
        await using var pair = await Meeting.ConnectAsync(
            options =>
            {
                options.TimeProvider = time;
                options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
                options.AddService<IFeed>(new Feed { Before = (i, token) => i == 2 ? gate.Task.WaitAsync(token) : Task.CompletedTask });
            },
            options =>
            {
                options.TimeProvider = time;
                options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
                options.CallTimeout = TimeSpan.FromSeconds(5);
            });
        await using var items = pair.Client.GetProxy<IFeed>().CountAsync(2).GetAsyncEnumerator();
        Assert.True(await items.MoveNextAsync().Within());
        time.Advance(TimeSpan.FromMinutes(1));
        var next = items.MoveNextAsync();
        Assert.False(next.IsCompleted);
        gate.SetResult();
        Assert.True(await next.Within());
        Assert.False(await items.MoveNextAsync().Within());
    }
}
