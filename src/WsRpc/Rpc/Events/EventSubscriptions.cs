namespace WsRpc;

/// <summary>The events that one peer is told of. Made when it is told of the first. Thread-safe.</summary>
internal sealed class EventSubscriptions(RpcSession session, EventFeeds[] services)
{
    private readonly Lock _gate = new();
    private readonly List<EventFeed> _feeds = [];
    private bool _hasEnded;

    /// <summary>All events there are.</summary>
    public IEnumerable<EventFeed> All => services.SelectMany(static service => service.All);

    public EventFeed? Find(string name)
    {
        foreach (var service in services)
        {
            if (service.Find(name) is { } feed)
            {
                return feed;
            }
        }

        return null;
    }

    /// <summary>Tells the peer from now on. Twice is once.</summary>
    /// <returns>False when it is told of so many already.</returns>
    public bool TryAdd(EventFeed feed, int capacity)
    {
        lock (_gate)
        {
            if (_hasEnded || _feeds.Contains(feed))
            {
                return true;
            }

            if (_feeds.Count >= capacity)
            {
                return false;
            }

            _feeds.Add(feed);
            feed.Add(session);
            return true;
        }
    }

    public void Remove(EventFeed feed)
    {
        lock (_gate)
        {
            if (_feeds.Remove(feed))
            {
                feed.Remove(session);
            }
        }
    }

    /// <summary>The connection is gone: it is told of nothing any more, and nothing holds it.</summary>
    /// <returns>The events that it was told of.</returns>
    public EventFeed[] End()
    {
        lock (_gate)
        {
            _hasEnded = true;
            var feeds = _feeds.ToArray();
            _feeds.Clear();
            foreach (var feed in feeds)
            {
                feed.Remove(session);
            }

            return feeds;
        }
    }
}
