using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace WsRpc.Interop.Tests;

/// <summary>Our end.</summary>
internal sealed class Numbers : INumbers
{
    private readonly Channel<string> _stopped = Channel.CreateUnbounded<string>();

    public IAsyncEnumerable<int> CountAsync(int count, CancellationToken cancellationToken) => Enumerable.Range(1, count).ToAsyncEnumerable();

    public IAsyncEnumerable<int> CountFromTwoBeforeAsync(int count, CancellationToken cancellationToken) => throw new NotSupportedException("Nothing is produced unasked.");

    public async IAsyncEnumerable<int> CountThenFailAsync(int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var number in CountAsync(count, cancellationToken))
        {
            yield return number;
        }

        await Task.Yield();
        throw new RpcErrorException(4711, "no more");
    }

    public async IAsyncEnumerable<int> CountThenWaitAsync(int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var number in CountAsync(count, cancellationToken))
            {
                yield return number;
            }

            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            _stopped.Writer.TryWrite("stream given back");
        }
    }

    public async Task<IAsyncEnumerable<int>> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            _stopped.Writer.TryWrite("opening cancelled");
        }

        return CountAsync(0, cancellationToken);
    }

    public async Task<int> SumAsync(IAsyncEnumerable<int> numbers) => await numbers.SumAsync();

    public async Task<string> StoppedAsync() => await _stopped.Reader.ReadAsync();
}
