using System.Threading.Tasks.Sources;

namespace WsRpc.Tests.Allocations;

/// <summary>What a pushed stream of integers allocates on both ends together, to the byte.</summary>
[Collection(nameof(AloneCollection))]
public sealed class StreamAllocationTests
{
    [Fact]
    public void Item_that_comes_alone_allocates_the_copy_of_its_message()
    {
        var source = new Tap();
        using var stream = new HandDrivenStream(source);
        Assert.Equal(Allocated.By(() => new byte["[1]".Length]), Allocated.PerCall(() =>
        {
            var moved = stream.Reader.MoveNextAsync();
            stream.Deliver();
            source.Give(1);
            stream.Deliver();
            Expect(1, moved, stream.Reader);
        }));
    }

    [Fact]
    public void Producer_that_waits_for_a_grant_goes_on_where_that_comes_and_allocates_its_wait()
    {
        using var stream = new HandDrivenStream(new Ones(), buffer: 2);
        var copy = Allocated.By(() => new byte["[1]".Length]);
        var wait = Allocated.By(() => new TaskCompletionSource());
        Assert.Equal(copy + wait, Allocated.PerCall(() =>
        {
            var moved = stream.Reader.MoveNextAsync();
            stream.Deliver();
            Expect(1, moved, stream.Reader);
            stream.Deliver();
        }));
    }

    private static void Expect(int item, ValueTask<bool> moved, IAsyncEnumerator<int> reader)
    {
        if (!moved.IsCompleted || !moved.GetAwaiter().GetResult())
        {
            Assert.Fail("The item did not arrive at once.");
        }

        CallAllocationTests.Expect(item, reader.Current);
    }

    /// <summary>Items that are there when the test gives them.</summary>
    private sealed class Tap : IAsyncEnumerable<int>, IAsyncEnumerator<int>, IValueTaskSource<bool>
    {
        private ManualResetValueTaskSourceCore<bool> _next;

        public int Current { get; private set; }

        public void Give(int item)
        {
            Current = item;
            _next.SetResult(true);
        }

        public IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellationToken = default) => this;

        public ValueTask<bool> MoveNextAsync() => new(this, _next.Version);

        public ValueTask DisposeAsync() => default;

        bool IValueTaskSource<bool>.GetResult(short token)
        {
            var result = _next.GetResult(token);
            _next.Reset();
            return result;
        }

        ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _next.GetStatus(token);

        void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            _next.OnCompleted(continuation, state, token, flags);
    }

    /// <summary>As many items as are wanted.</summary>
    private sealed class Ones : IAsyncEnumerable<int>, IAsyncEnumerator<int>
    {
        public int Current => 1;

        public IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellationToken = default) => this;

        public ValueTask<bool> MoveNextAsync() => new(true);

        public ValueTask DisposeAsync() => default;
    }
}
