namespace WsRpc.Tests.Reconnecting;

/// <summary>When the next attempt to connect is due, and when there is none.</summary>
public sealed class BackoffTests
{
    private static readonly RpcReconnect Plain = RpcReconnect.Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10)) with { Jitter = RpcJitter.None };

    [Fact]
    public void Delays_double_up_to_the_longest() => Assert.Equal([1, 2, 4, 8, 10, 10], Seconds(Plain, 6));

    [Fact]
    public void Longest_delay_is_not_shorter_than_the_first()
    {
        var refusal = Assert.Throws<ArgumentOutOfRangeException>(static () => RpcReconnect.Backoff(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1)));
        Assert.Equal("maxDelay", refusal.ParamName);
        Assert.StartsWith("The longest delay is shorter than the first (00:00:05).", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_delay_alone_moves_the_other_where_it_must()
    {
        var (slow, quick) = (RpcReconnect.Backoff(TimeSpan.FromMinutes(1)), RpcReconnect.Backoff(maxDelay: TimeSpan.FromMilliseconds(100)));
        Assert.Equal((TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)), (slow.InitialDelay, slow.MaxDelay));
        Assert.Equal((TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(100)), (quick.InitialDelay, quick.MaxDelay));
    }

    [Fact]
    public void Delays_grow_by_the_factor() => Assert.Equal([1, 3, 9, 10], Seconds(Plain with { Factor = 3 }, 4));

    [Fact]
    public void Nothing_grows_from_nothing() => Assert.Equal([0, 0, 0], Seconds(Plain with { InitialDelay = TimeSpan.Zero }, 3));

    [Fact]
    public void After_very_many_attempts_it_is_still_the_longest_delay() => Assert.Equal(10, Seconds(Plain, 5000)[^1]);

    [Theory]
    [InlineData(RpcJitter.Full, 0, 0)]
    [InlineData(RpcJitter.Full, 0.5, 0.5)]
    [InlineData(RpcJitter.Equal, 0, 0.5)]
    [InlineData(RpcJitter.Equal, 0.5, 0.75)]
    [InlineData(RpcJitter.None, 0, 1)]
    public void Jitter_takes_its_part_of_the_delay(RpcJitter jitter, double random, double seconds) =>
        Assert.Equal([seconds], Seconds(Plain with { Jitter = jitter }, 1, random));

    [Theory]
    [InlineData(RpcJitter.Full, 0, 1)]
    [InlineData(RpcJitter.Equal, 0.5, 1)]
    [InlineData(RpcJitter.None, 1, 1)]
    public void Jitter_stays_within_its_part_whatever_chance_says(RpcJitter jitter, double least, double most)
    {
        var random = new Random(1);
        var backoff = new Backoff(Plain with { Jitter = jitter }, new FakeTimeProvider(), random.NextDouble);
        double[] delays = [1, 2, 4, 8, 10];
        for (var i = 0; i < 1000; i++)
        {
            Assert.True(backoff.TryNext(out var delay));
            var whole = delays[Math.Min(i, delays.Length - 1)];
            Assert.InRange(delay.TotalSeconds, least * whole, most * whole);
        }
    }

    [Fact]
    public void Attempts_are_numbered_and_end()
    {
        var backoff = new Backoff(Plain with { MaxAttempts = 2 }, new FakeTimeProvider(), () => 0);
        Assert.True(backoff.TryNext(out _));
        Assert.Equal(1, backoff.Attempt);
        Assert.True(backoff.TryNext(out _));
        Assert.Equal(2, backoff.Attempt);
        Assert.False(backoff.TryNext(out _));
        backoff.Reset();
        Assert.True(backoff.TryNext(out var delay));
        Assert.Equal((1, TimeSpan.FromSeconds(1)), (backoff.Attempt, delay));
    }

    [Fact]
    public void No_attempt_begins_behind_the_time_for_all_of_them()
    {
        var clock = new FakeTimeProvider();
        var backoff = new Backoff(Plain with { MaxTime = TimeSpan.FromSeconds(3) }, clock, () => 0);
        Assert.True(backoff.TryNext(out var delay));
        clock.Advance(delay);
        Assert.True(backoff.TryNext(out delay));
        clock.Advance(delay);
        Assert.False(backoff.TryNext(out _));
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => RpcReconnect.Backoff(TimeSpan.FromTicks(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => RpcReconnect.Backoff(maxDelay: TimeSpan.FromDays(2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Plain with { Factor = 0.5 });
        Assert.Throws<ArgumentOutOfRangeException>(() => Plain with { Factor = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => Plain with { MaxAttempts = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => Plain with { MaxTime = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(() => Plain with { MaxWaitingCalls = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => Plain with { MaxWaitingBytes = -1 });
        Assert.Throws<ArgumentNullException>(() => Plain with { ShouldRetry = null! });
        Assert.Throws<ArgumentNullException>(() => Plain with { ShouldReconnect = null! });
    }

    private static double[] Seconds(RpcReconnect rules, int count, double random = 0)
    {
        var backoff = new Backoff(rules, new FakeTimeProvider(), () => random);
        return [.. Enumerable.Range(0, count).Select(_ => backoff.TryNext(out var delay) ? delay.TotalSeconds : -1)];
    }
}
