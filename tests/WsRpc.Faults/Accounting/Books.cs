namespace WsRpc.Faults.Accounting;

/// <summary>All that has to be given back when both ends of a connection have ended.</summary>
internal sealed class Books(params IReadOnlyList<ICount> counts)
{
    /// <summary>The books of a run whose time is <paramref name="clock"/>'s.</summary>
    public static Books Open(FakeTimeProvider clock)
    {
        var books = new Books(PooledBuffers.Shared, Compressors.Shared, new Timers(clock));
        books.Begin();
        return books;
    }

    public void Begin()
    {
        foreach (var count in counts)
        {
            count.Begin();
        }
    }

    public Task Balance() => Balance(InTime.Limit);

    /// <summary>Waits until nothing is out: the last of it goes back just behind the end of a connection.</summary>
    public async Task Balance(TimeSpan limit)
    {
        using var over = new CancellationTokenSource(limit);
        while (counts.Any(count => count.Outstanding != 0))
        {
            if (over.IsCancellationRequested)
            {
                throw new LeakException(string.Join("; ", counts.Where(count => count.Outstanding != 0).Select(count => $"{count.Outstanding} {count.Name}: {count.Describe()}")));
            }

            await Task.Yield();
        }
    }
}
