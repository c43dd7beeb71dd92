using System.Buffers;
using WsRpc.Faults.Accounting;

namespace WsRpc.Faults.SelfTests;

/// <summary>What is not given back is found: without this, the other tests prove nothing.</summary>
public sealed class AccountingTests
{
    // Nothing is awaited that might still come: what is asserted stands already.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(50);

    private static readonly List<object> Held = [];

    [Fact]
    public async Task Buffer_that_is_rented_and_kept_is_found_and_one_that_is_returned_is_not()
    {
        var books = Books.Open(new FakeTimeProvider());
        var buffer = ArrayPool<byte>.Shared.Rent(5000);
        Assert.Equal([8192], PooledBuffers.Shared.Sizes);
        var leak = await Assert.ThrowsAsync<LeakException>(() => books.Balance(Moment));
        Assert.Contains("1 pooled buffers: 8192 octets", leak.Message);
        ArrayPool<byte>.Shared.Return(buffer);
        await books.Balance();
    }

    [Fact]
    public async Task Buffers_are_counted_whichever_thread_rents_and_returns()
    {
        var books = Books.Open(new FakeTimeProvider());
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var round = 0; round < 500; round++)
            {
                var buffer = ArrayPool<byte>.Shared.Rent(100);
                await Task.Yield();
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }))).Within();
        await books.Balance();
    }

    [Fact]
    public async Task Timer_that_is_left_running_is_found()
    {
        var clock = new FakeTimeProvider();
        var books = Books.Open(clock);
        using var left = new CancellationTokenSource(TimeSpan.FromSeconds(1), clock);
        Assert.Contains("1 timers", (await Assert.ThrowsAsync<LeakException>(() => books.Balance(Moment))).Message);
    }

    [Fact]
    public async Task Object_that_something_holds_is_found()
    {
        var remains = new Remains();
        Leave(remains, hold: true);
        Assert.Contains("1 of 1", (await Assert.ThrowsAsync<LeakException>(() => remains.AreCollected(Moment))).Message);
        Held.Clear();
        await remains.AreCollected();
    }

    [Fact]
    public void Exception_that_nobody_looks_at_is_found()
    {
        using var stray = new StrayExceptions();
        FailUnseen();
        Assert.Contains("unseen", Assert.ThrowsAny<Xunit.Sdk.XunitException>(stray.AreNone).Message);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void Leave(Remains remains, bool hold)
    {
        var left = new object();
        remains.Add(left);
        if (hold)
        {
            Held.Add(left);
        }
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void FailUnseen() => _ = Task.FromException(new InvalidOperationException("unseen"));
}
