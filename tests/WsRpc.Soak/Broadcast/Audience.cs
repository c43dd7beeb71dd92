namespace WsRpc.Soak;

/// <summary>Clients that listen to the same feed, and look whether all of it comes, in order.</summary>
internal sealed class Audience(int size) : IFeedListener
{
    private readonly List<WsRpcClient> _clients = [];
    private TaskCompletionSource _heard = new();
    private string _told = "";
    private int _missing;
    private string? _wrong;

    public async Task ComeAsync(Uri url)
    {
        for (var i = 0; i < size; i++)
        {
            var client = await WsRpcClient.ConnectAsync(url, options => options.AddService<IFeedListener>(this));
            _clients.Add(client);
            var feed = client.GetProxy<IFeed>();
            feed.Told += (_, what) => Hear(what);
            await feed.ListenAsync();
        }
    }

    /// <summary>What all of them are to hear next.</summary>
    /// <returns>Completes when they have.</returns>
    public Task Expect(string what)
    {
        if (size == 0)
        {
            return Task.CompletedTask;
        }

        _heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _told = what;
        Volatile.Write(ref _missing, size);
        return _heard.Task;
    }

    /// <summary>Who has not heard what was to be heard, for people.</summary>
    public string Describe()
    {
        var ended = _clients.Where(client => client.Completion.IsCompleted).ToList();
        return $"{Volatile.Read(ref _missing)} of {size} have not heard it; {_clients.Sum(client => client.Counters.EventsDropped)} events were dropped by slow handlers; {ended.Count} clients have lost their connections{(ended.Count == 0 ? "" : $", one of them so: {ended[0].Completion.Result}")}";
    }

    public ValueTask HearAsync(string what)
    {
        Hear(what);
        return default;
    }

    public async Task LeaveAsync()
    {
        foreach (var client in _clients)
        {
            await client.DisposeAsync();
        }
    }

    private void Hear(string what)
    {
        if (what != _told)
        {
            _wrong ??= what[..Math.Min(10, what.Length)];
        }

        if (Interlocked.Decrement(ref _missing) != 0)
        {
            return;
        }

        if (_wrong is null)
        {
            _heard.TrySetResult();
        }
        else
        {
            _heard.TrySetException(new SoakException($"Somebody has heard {_wrong}… in the place of another."));
        }
    }
}
