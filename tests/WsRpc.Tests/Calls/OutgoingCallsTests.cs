namespace WsRpc.Tests.Calls;

/// <summary>The table of calls in flight: ids lead to their calls, and only to those.</summary>
public sealed class OutgoingCallsTests
{
    private static readonly CancellationTokenSource Lasting = new();

    [Fact]
    public void Ids_are_positive_and_not_used_twice()
    {
        var calls = new OutgoingCalls(capacity: 4);
        var ids = new HashSet<long>();
        for (var i = 0; i < 1000; i++)
        {
            var id = Add(calls);
            Assert.InRange(id, 1, (1L << 53) - 1);
            Assert.True(ids.Add(id));
            Assert.NotNull(calls.Take(id));
        }
    }

    [Fact]
    public void Call_is_taken_once()
    {
        var calls = new OutgoingCalls(capacity: 4);
        var id = Add(calls);
        Assert.NotNull(calls.Take(id));
        Assert.Null(calls.Take(id));
        Add(calls);
        Assert.Null(calls.Take(id));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(2)]
    [InlineData(17)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    [InlineData((1L << 53) + 1)]
    public void Id_that_was_never_given_finds_nothing(long id)
    {
        var calls = new OutgoingCalls(capacity: 16);
        Assert.Equal(1, Add(calls));
        Assert.Null(calls.Take(id));
        Assert.NotNull(calls.Take(1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(100)]
    public void Full_table_admits_again_after_one_is_taken(int capacity)
    {
        var calls = new OutgoingCalls(capacity);
        var ids = Enumerable.Range(0, capacity).Select(_ => Add(calls)).ToArray();
        Assert.Equal(capacity, ids.Distinct().Count());
        Assert.Equal(OutgoingCallAdmission.Full, calls.TryAdd(new Call(), out _));
        Assert.NotNull(calls.Take(ids[capacity / 2]));
        Assert.NotEqual(ids[capacity / 2], Add(calls));
        Assert.Equal(capacity, calls.Count);
    }

    [Fact]
    public void Call_that_is_taken_knows_whether_it_was_sent()
    {
        var calls = new OutgoingCalls(capacity: 1);
        var sent = Add(calls);
        Assert.True(calls.Take(sent)!.IsSent);
        calls.TryAdd(Cancellable(), out var unsent);
        Assert.False(calls.TryMarkSent(sent));
        Assert.False(calls.Take(unsent)!.IsSent);
    }

    [Fact]
    public void Call_that_cannot_be_cancelled_counts_as_sent_at_once()
    {
        var calls = new OutgoingCalls(capacity: 1);
        calls.TryAdd(new Call(), out var id);
        Assert.True(calls.Take(id)!.IsSent);
    }

    [Fact]
    public void Calls_of_a_closed_table_know_whether_they_were_sent()
    {
        var calls = new OutgoingCalls(capacity: 2);
        var sent = Add(calls);
        calls.TryAdd(Cancellable(), out var unsent);
        Assert.Equal([(sent, true), (unsent, false)], calls.Close().Select(call => (call.Id, call.IsSent)));
    }

    [Fact]
    public void Closed_table_gives_all_calls_back_and_admits_none()
    {
        var calls = new OutgoingCalls(capacity: 4);
        var taken = Add(calls);
        Add(calls);
        Add(calls);
        calls.Take(taken);
        Assert.Equal(2, calls.Close().Count);
        Assert.Equal(OutgoingCallAdmission.Closed, calls.TryAdd(new Call(), out _));
        Assert.Null(calls.Take(2));
        Assert.False(calls.TryMarkSent(2));
        Assert.Empty(calls.Close());
    }

    private static long Add(OutgoingCalls calls)
    {
        var call = Cancellable();
        Assert.Equal(OutgoingCallAdmission.Admitted, calls.TryAdd(call, out var id));
        Assert.Equal(id, call.Id);
        Assert.True(calls.TryMarkSent(id));
        return call.Id;
    }

    private static Call Cancellable()
    {
        var call = new Call();
        call.Begin("probe.ask", null!, Lasting.Token);
        return call;
    }

    private sealed class Call : PendingCall
    {
        public override void ReadResult(ReadOnlySpan<byte> json)
        {
        }

        protected override void Succeed()
        {
        }

        protected override void EndWith(Exception exception)
        {
        }
    }
}
