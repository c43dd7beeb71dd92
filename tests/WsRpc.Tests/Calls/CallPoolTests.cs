namespace WsRpc.Tests.Calls;

/// <summary>Objects that serve again belong to one user at a time, whichever threads they travel through.</summary>
public sealed class CallPoolTests
{
    [Fact]
    public void Object_that_was_returned_serves_the_next_on_its_thread()
    {
        var first = new Pooled();
        CallPool<Pooled>.Return(first);
        Assert.True(CallPool<Pooled>.TryRent(out var second));
        Assert.Same(first, second);
    }

    [Fact]
    public async Task Object_is_never_lent_to_two_at_a_time()
    {
        var handedOn = new System.Collections.Concurrent.ConcurrentBag<Pooled>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(RentAndReturn))).Within();

        void RentAndReturn()
        {
            for (var i = 0; i < 20_000; i++)
            {
                var mine = CallPool<Pooled>.TryRent(out var pooled) ? pooled : new Pooled();
                Assert.Equal(1, Interlocked.Increment(ref mine.Users));
                if (i % 3 != 0)
                {
                    Release(mine);
                    continue;
                }

                // Returned by another thread than the one that has rented it.
                handedOn.Add(mine);
                if (handedOn.TryTake(out var other))
                {
                    Release(other);
                }
            }
        }

        static void Release(Pooled pooled)
        {
            Assert.Equal(0, Interlocked.Decrement(ref pooled.Users));
            CallPool<Pooled>.Return(pooled);
        }
    }

    private sealed class Pooled
    {
        public int Users;
    }
}
