using System.Runtime.CompilerServices;

namespace WsRpc.Tests.Streams;

/// <summary>A service of streams that a test looks into.</summary>
internal sealed class Feed : IFeed
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _produced;

    /// <summary>What each item waits for, if anything.</summary>
    public Func<int, CancellationToken, Task>? Before { get; init; }

    /// <summary>How many items were asked for.</summary>
    public int Produced => Volatile.Read(ref _produced);

    /// <summary>Completes when an enumeration was given back.</summary>
    public Task Ended => _ended.Task;

    public async IAsyncEnumerable<int> CountAsync(int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            for (var i = 1; i <= count; i++)
            {
                Interlocked.Increment(ref _produced);
                if (Before is not null)
                {
                    await Before(i, cancellationToken);
                }

                yield return i;
            }
        }
        finally
        {
            _ended.TrySetResult();
        }
    }

    public async Task<IAsyncEnumerable<int>> OpenAsync(int count, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return count < 0 ? throw new RpcErrorException(7, "nothing below zero") : CountAsync(count, cancellationToken);
    }

    public ValueTask<IAsyncEnumerable<string>> ReadAsync(string name) => new(Words(name));

    public async IAsyncEnumerable<int> FailAsync()
    {
        yield return 1;
        await Task.Yield();
        throw new RpcFaultException<Limit>(new Limit(1), "no more");
    }

    public async Task<int> SumAsync(IAsyncEnumerable<int> numbers, CancellationToken cancellationToken)
    {
        var sum = 0;
        try
        {
            await foreach (var number in numbers)
            {
                sum += number;
                Interlocked.Increment(ref _produced);
            }
        }
        finally
        {
            _ended.TrySetResult();
        }

        return sum;
    }

    public async Task<string> TakeAsync(IAsyncEnumerable<int>? numbers, IAsyncEnumerable<string>? names)
    {
        var all = new List<string>();
        await foreach (var number in numbers ?? Nothing<int>())
        {
            all.Add($"{number}");
        }

        await foreach (var name in names ?? Nothing<string>())
        {
            all.Add(name);
        }

        return string.Join(' ', all);
    }

    public async IAsyncEnumerable<int> DoubleAsync(IAsyncEnumerable<int> numbers, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var number in numbers.WithCancellation(cancellationToken))
        {
            yield return 2 * number;
        }
    }

    private static async IAsyncEnumerable<string> Words(string name)
    {
        foreach (var word in name.Split(' '))
        {
            await Task.Yield();
            yield return word;
        }
    }

    private static async IAsyncEnumerable<T> Nothing<T>()
    {
        await Task.Yield();
        yield break;
    }
}
