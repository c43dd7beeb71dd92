using Microsoft.Extensions.Logging;
using WsRpc.CompilerServices;

namespace WsRpc;

/// <summary>The events of one service object, each made when it is first asked for. Thread-safe.</summary>
internal sealed class EventFeeds(IReadOnlyList<RpcEvent> events, RpcDispatcher dispatcher, ILogger logger)
{
    private readonly EventFeed?[] _feeds = new EventFeed?[events.Count];

    public IEnumerable<EventFeed> All => Enumerable.Range(0, _feeds.Length).Select(At);

    public EventFeed? Find(string name)
    {
        for (var i = 0; i < _feeds.Length; i++)
        {
            if (events[i].Name == name)
            {
                return At(i);
            }
        }

        return null;
    }

    private EventFeed At(int index) => Volatile.Read(ref _feeds[index])
        ?? Interlocked.CompareExchange(ref _feeds[index], new EventFeed(dispatcher.CreateEventSource(events[index]), logger), null)
        ?? _feeds[index]!;
}
