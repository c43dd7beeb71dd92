using WsRpc.Tests.Allocations;

namespace WsRpc.Tests.Streams;

/// <summary>What readers of values that replace one another get.</summary>
[Collection(nameof(AloneCollection))]
public sealed class RpcLatestTests
{
    private readonly RpcLatest<string, int> _latest = new();

    [Fact]
    public async Task Reader_gets_the_latest_value_of_each_key_in_the_order_in_which_keys_began_to_wait()
    {
        Post(("a", 1), ("b", 2), ("a", 3), ("c", 4), ("b", 5));
        _latest.Complete();
        Assert.Equal([3, 5, 4], await _latest.CollectAsync().Within());
    }

    [Fact]
    public async Task Key_that_was_read_waits_behind_all_others_again()
    {
        await using var reader = _latest.GetAsyncEnumerator();
        Post(("a", 1), ("b", 2));
        Assert.Equal(1, await NextAsync(reader));
        Post(("a", 3), ("b", 4));
        Assert.Equal([4, 3], await NextAsync(reader, 2));
    }

    [Fact]
    public async Task Reader_that_waits_goes_on_with_what_is_posted()
    {
        await using var reader = _latest.GetAsyncEnumerator();
        var next = reader.MoveNextAsync();
        Assert.False(next.IsCompleted);
        Post(("a", 1));
        Assert.True(await next.Within());
        Assert.Equal(1, reader.Current);
    }

    [Fact]
    public async Task Reader_that_wakes_late_gets_what_is_the_latest_by_then()
    {
        await using var reader = _latest.GetAsyncEnumerator();
        Post(("a", 1));
        Assert.Equal(1, await NextAsync(reader));
        Enumerable.Range(2, 1000).ToList().ForEach(value => Post(("a", value)));
        _latest.Complete();
        Assert.Equal(1001, await NextAsync(reader));
        Assert.False(await reader.MoveNextAsync().Within());
    }

    [Fact]
    public async Task Each_reader_has_a_view_of_its_own()
    {
        await using var quick = _latest.GetAsyncEnumerator();
        await using var slow = _latest.GetAsyncEnumerator();
        Post(("a", 1));
        Assert.Equal(1, await NextAsync(quick));
        Assert.Equal(1, await NextAsync(slow));
        Post(("a", 2));
        Assert.Equal(2, await NextAsync(quick));
        Post(("a", 3), ("b", 4));
        Assert.Equal([3, 4], await NextAsync(quick, 2));
        Assert.Equal([3, 4], await NextAsync(slow, 2));
    }

    [Fact]
    public async Task Reader_that_comes_late_begins_with_the_latest_value_of_every_key()
    {
        await using (var early = _latest.GetAsyncEnumerator())
        {
            Post(("a", 1), ("b", 2));
            Assert.Equal([1, 2], await NextAsync(early, 2));
        }

        Post(("a", 3));
        await using var late = _latest.GetAsyncEnumerator();
        Assert.Equal([3, 2], await NextAsync(late, 2));
    }

    [Fact]
    public async Task Value_behind_the_end_is_refused()
    {
        Assert.True(_latest.Post("a", 1));
        _latest.Complete();
        Assert.False(_latest.Post("a", 2));
        Assert.False(_latest.Post("b", 3));
        Assert.Equal([1], await _latest.CollectAsync().Within());
    }

    [Fact]
    public async Task End_comes_behind_what_waits_and_to_those_who_wait()
    {
        await using var waiting = _latest.GetAsyncEnumerator();
        var next = waiting.MoveNextAsync();
        _latest.Complete();
        Assert.False(await next.Within());
    }

    [Fact]
    public async Task Error_ends_every_reader_behind_what_waits_for_it_and_only_the_first_end_counts()
    {
        await using var reader = _latest.GetAsyncEnumerator();
        Post(("a", 1));
        Assert.Equal(1, await NextAsync(reader));
        var next = reader.MoveNextAsync();
        var error = new InvalidOperationException("The exchange is gone.");
        _latest.Complete(error);
        _latest.Complete();
        Assert.Same(error, await Assert.ThrowsAsync<InvalidOperationException>(() => next.Within()));

        await using var late = _latest.GetAsyncEnumerator();
        Assert.Equal(1, await NextAsync(late));
        Assert.Same(error, await Assert.ThrowsAsync<InvalidOperationException>(() => late.MoveNextAsync().Within()));
    }

    [Fact]
    public async Task Cancellation_ends_a_wait_and_not_the_other_readers()
    {
        using var cancellation = new CancellationTokenSource();
        await using var reader = _latest.GetAsyncEnumerator(cancellation.Token);
        await using var other = _latest.GetAsyncEnumerator();
        var (next, nextOfOther) = (reader.MoveNextAsync(), other.MoveNextAsync());
        cancellation.Cancel();
        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.Within());
        Assert.Equal(cancellation.Token, exception.CancellationToken);
        Post(("a", 1));
        Assert.True(await nextOfOther.Within());
    }

    [Fact]
    public async Task Cancelled_reader_gets_nothing_of_what_waits()
    {
        using var cancellation = new CancellationTokenSource();
        Post(("a", 1), ("b", 2));
        await using var reader = _latest.GetAsyncEnumerator(cancellation.Token);
        Assert.Equal(1, await NextAsync(reader));
        cancellation.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reader.MoveNextAsync().Within());
    }

    [Fact]
    public async Task Posts_from_many_threads_lose_no_latest_value()
    {
        const int Last = 20_000;
        await using var reader = _latest.GetAsyncEnumerator();
        var reading = ReadAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(key => Task.Run(() =>
        {
            for (var value = 1; value <= Last; value++)
            {
                _latest.Post($"{key}", (key * 1_000_000) + value);
            }
        }))).Within();
        _latest.Complete();
        var read = await reading.Within();
        foreach (var values in read.GroupBy(value => value / 1_000_000))
        {
            Assert.Equal(values.Order(), values);
            Assert.Equal((values.Key * 1_000_000) + Last, values.Last());
        }

        Assert.Equal(4, read.Select(value => value / 1_000_000).Distinct().Count());

        async Task<List<int>> ReadAsync()
        {
            var all = new List<int>();
            while (await reader.MoveNextAsync())
            {
                all.Add(reader.Current);
            }

            return all;
        }
    }

    [Fact]
    public async Task Post_allocates_nothing_whether_its_key_waits_or_was_read()
    {
        await using var idle = _latest.GetAsyncEnumerator();
        await using var quick = _latest.GetAsyncEnumerator();
        Post(("a", 1));
        await NextAsync(idle);
        await NextAsync(quick);
        Assert.Equal(0, Allocated.PerCall(() =>
        {
            _latest.Post("a", 2);
            var next = quick.MoveNextAsync();
            Assert.True(next.IsCompletedSuccessfully && next.Result);
        }));
    }

    [Fact]
    public async Task Post_allocates_nothing_where_it_wakes_a_reader_with_a_token()
    {
        using var cancellation = new CancellationTokenSource();
        await using var reader = _latest.GetAsyncEnumerator(cancellation.Token);
        Assert.Equal(0, Allocated.PerCall(() =>
        {
            var next = reader.MoveNextAsync();
            _latest.Post("a", 1);
            while (!next.IsCompleted)
            {
                Thread.Yield();
            }

            Assert.True(next.Result);
        }));
    }

    [Fact]
    public async Task Reader_that_leaves_leaves_nothing_behind()
    {
        Post(("a", 1));
        using var cancellation = new CancellationTokenSource();
        var cancelled = _latest.CollectAsync(cancellation.Token);
        await foreach (var _ in _latest)
        {
            Assert.Equal(2, _latest.ReaderCount);
            break;
        }

        Assert.Equal(1, _latest.ReaderCount);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.Within());
        Assert.Equal(0, _latest.ReaderCount);
    }

    [Fact]
    public async Task Peer_that_grants_late_gets_what_is_the_latest_by_then()
    {
        var quotes = new RpcLatest<string, Quote>();
        await using var peer = await Meeting.AttachAsync(options => options.AddService<IQuotes>(new Quotes(quotes)));
        quotes.Post("XAU", new Quote("XAU", 1));
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"quotes.watch","params":[],"credit":1}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":7,"result":{"$stream":1}}""");
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/items","params":{"stream":1,"items":[{"symbol":"XAU","price":1}]}}""");
        quotes.Post("XAU", new Quote("XAU", 2));
        quotes.Post("XAG", new Quote("XAG", 3));
        quotes.Post("XAU", new Quote("XAU", 4));
        await peer.IsAliveAndSilent();
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/stream/credit","params":{"stream":1,"items":2}}""");
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/items","params":{"stream":1,"items":[{"symbol":"XAU","price":4},{"symbol":"XAG","price":3}]}}""");
        quotes.Complete();
        await peer.IsAliveAndSilent();
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/stream/credit","params":{"stream":1,"items":1}}""");
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/end","params":{"stream":1}}""");
    }

    private static async Task<int> NextAsync(IAsyncEnumerator<int> reader)
    {
        Assert.True(await reader.MoveNextAsync().Within());
        return reader.Current;
    }

    private static async Task<List<int>> NextAsync(IAsyncEnumerator<int> reader, int count)
    {
        var values = new List<int>();
        while (values.Count < count)
        {
            values.Add(await NextAsync(reader));
        }

        return values;
    }

    private void Post(params (string Key, int Value)[] posts)
    {
        foreach (var (key, value) in posts)
        {
            Assert.True(_latest.Post(key, value));
        }
    }
}
