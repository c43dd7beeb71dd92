using WsRpc;

namespace QuickStart.Demo;

/// <summary>The bar of the cafe: what goes on for longer than a question and its answer.</summary>
[WsService(JsonContext = typeof(CafeJson))]
public interface IBar
{
    /// <summary>Somebody rings the bell.</summary>
    event EventHandler<string> Rang;

    /// <summary>Rings the bell.</summary>
    Task RingAsync(string why);

    /// <summary>The songs of the evening, as fast as the guest listens.</summary>
    IAsyncEnumerable<string> SongsAsync(int count, CancellationToken cancellationToken = default);

    /// <summary>Pours a pint, and tells how full it is.</summary>
    Task<int> PourAsync(IProgress<int> percent);

    /// <summary>Asks of each drink, as long as the call lasts.</summary>
    Task<string[]> TasteAsync(Func<string, Task<bool>> likes);

    /// <summary>Reads the thermometer to whoever watches, until it is hot.</summary>
    Task HeatAsync(IObserver<double> degrees);

    /// <summary>Calls the guest's name when the table is free; nobody is called once what is returned is disposed.</summary>
    Task<IDisposable> QueueAsync([WsOutlivesCall] Action<string> call);

    /// <summary>A tab that stays with the cafe, until the guest has paid.</summary>
    Task<ITab> OpenTabAsync();
}
