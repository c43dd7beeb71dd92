using System.Runtime.CompilerServices;
using WsRpc;

namespace QuickStart.Demo;

/// <summary>The bar, as it serves one guest.</summary>
internal sealed class BarService : IBar
{
    private static readonly string[] Drinks = ["porter", "stout", "lager"];

    public event EventHandler<string> Rang = delegate { };

    public Task RingAsync(string why)
    {
        Rang(this, why);
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<string> SongsAsync(int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var i = 1; i <= count; i++)
        {
            await Task.Yield();
            yield return $"song {i}";
        }
    }

    public async Task<int> PourAsync(IProgress<int> percent)
    {
        for (var full = 25; full <= 100; full += 25)
        {
            percent.Report(full);
            await Task.Yield();
        }

        return 568;
    }

    public async Task<string[]> TasteAsync(Func<string, Task<bool>> likes)
    {
        var liked = new List<string>();
        foreach (var drink in Drinks)
        {
            if (await likes(drink))
            {
                liked.Add(drink);
            }
        }

        return [.. liked];
    }

    public Task HeatAsync(IObserver<double> degrees)
    {
        degrees.OnNext(61.5);
        degrees.OnNext(93);
        degrees.OnCompleted();
        return Task.CompletedTask;
    }

    public Task<IDisposable> QueueAsync(Action<string> call)
    {
        call("table 7");
        return Task.FromResult<IDisposable>(new Place(call));
    }

    public Task<ITab> OpenTabAsync() => Task.FromResult<ITab>(new Tab());

    /// <summary>A place in the queue, which the guest gives up.</summary>
    private sealed class Place(Action<string> call) : IDisposable
    {
        public void Dispose() => RpcReference.Release(call);
    }
}
