using System.Threading.Channels;

namespace WsRpc.Tests.Rpc;

/// <summary>Calls begin on one thread and end on any: the count between is exact whenever it matters.</summary>
public sealed class IncomingCallsTests
{
    [Fact]
    public void Call_beyond_the_capacity_is_refused_until_one_has_ended()
    {
        var calls = new IncomingCalls(null!, capacity: 2);
        Assert.True(calls.TryBegin(out var first));
        Assert.True(calls.TryBegin(out _));
        Assert.False(calls.TryBegin(out _));
        calls.End(first);
        Assert.True(calls.TryBegin(out _));
        Assert.False(calls.TryBegin(out _));
    }

    [Fact]
    public async Task Capacity_holds_while_calls_end_on_other_threads()
    {
        const int Capacity = 3;
        var calls = new IncomingCalls(null!, Capacity);
        var begun = Channel.CreateUnbounded<IncomingCall>();
        var inFlight = 0;
        var ending = Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            await foreach (var call in begun.Reader.ReadAllAsync())
            {
                Interlocked.Decrement(ref inFlight);
                calls.End(call);
            }
        })));
        for (var i = 0; i < 20_000; i++)
        {
            if (calls.TryBegin(out var call))
            {
                Assert.InRange(Interlocked.Increment(ref inFlight), 1, Capacity);
                Assert.True(begun.Writer.TryWrite(call));
            }
        }

        begun.Writer.Complete();
        await ending.Within();
        await calls.WhenIdle().Within();
        Assert.All(Enumerable.Range(0, Capacity), _ => Assert.True(calls.TryBegin(out var _)));
        Assert.False(calls.TryBegin(out _));
    }

    [Fact]
    public void Connection_without_calls_is_idle() => Assert.True(new IncomingCalls(null!, 1).WhenIdle().IsCompleted);

    [Fact]
    public async Task Last_call_that_ends_while_somebody_begins_to_wait_is_noticed()
    {
        for (var i = 0; i < 3000; i++)
        {
            var calls = new IncomingCalls(null!, capacity: 2);
            Assert.True(calls.TryBegin(out var first));
            Assert.True(calls.TryBegin(out var second));
            var ending = Task.Run(() => calls.End(first));
            var other = Task.Run(() => calls.End(second));
            await calls.WhenIdle().Within();
            await Task.WhenAll(ending, other).Within();
        }
    }
}
