using WsRpc;

namespace QuickStart.Demo;

/// <summary>The sights of the bar, each something that goes on for a while; what they return is what happened, in words.</summary>
internal sealed class Evening(WsRpcClient client)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly IBar _bar = client.GetProxy<IBar>();

    public async Task<string> ListenAsync()
    {
        var heard = new TaskCompletionSource<string>();
        EventHandler<string> hear = (_, why) => heard.TrySetResult(why);
        _bar.Rang += hear;
        await _bar.RingAsync("last orders");
        var why = await heard.Task.WaitAsync(Patience);
        _bar.Rang -= hear;
        return $"bell: \"{why}\"";
    }

    public async Task<string> StreamAsync()
    {
        var songs = new List<string>();
        await foreach (var song in _bar.SongsAsync(3))
        {
            songs.Add(song);
        }

        return string.Join(", ", songs);
    }

    public async Task<string> WatchAsync()
    {
        var latest = 0;
        var poured = await _bar.PourAsync(new Glass(percent => latest = percent));
        return $"{latest} % of {poured} ml";
    }

    public async Task<string> TasteAsync() =>
        $"liked: {string.Join(", ", await _bar.TasteAsync(static drink => Task.FromResult(drink != "lager")))}";

    public async Task<string> ObserveAsync()
    {
        var watching = new Thermometer();
        await _bar.HeatAsync(watching);
        return await watching.Reading.WaitAsync(Patience);
    }

    public async Task<string> QueueAsync()
    {
        var called = new TaskCompletionSource<string>();
        using (await _bar.QueueAsync(name => called.TrySetResult(name)))
        {
            return $"called to {await called.Task.WaitAsync(Patience)}";
        }
    }

    public async Task<string> RunTabAsync()
    {
        await using var tab = await _bar.OpenTabAsync();
        await tab.AddAsync(5.20m);
        return $"to pay: {await tab.AddAsync(3.10m)}";
    }

    /// <summary>As Progress&lt;T&gt;, but told at once.</summary>
    private sealed class Glass(Action<int> report) : IProgress<int>
    {
        public void Report(int value) => report(value);
    }
}
