using System.Runtime.CompilerServices;

namespace WsRpc.Tests.Streams;

/// <summary>Streams of one item that then wait to be cancelled, by iterators whose token is marked as the reader's, and is not.</summary>
internal sealed class Pulses : IPulses
{
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the wait of an iterator was cancelled.</summary>
    public Task Cancelled => _cancelled.Task;

    public async IAsyncEnumerable<int> MarkedAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return 1;
        await WaitAsync(cancellationToken);
    }

#pragma warning disable CS8425 // That it goes without the attribute is what is tested.
    public async IAsyncEnumerable<int> UnmarkedAsync(CancellationToken cancellationToken)
#pragma warning restore CS8425
    {
        yield return 1;
        await WaitAsync(cancellationToken);
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            _cancelled.TrySetResult();
        }
    }
}
