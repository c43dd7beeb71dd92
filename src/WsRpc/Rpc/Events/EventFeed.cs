using Microsoft.Extensions.Logging;
using WsRpc.CompilerServices;

namespace WsRpc;

/// <summary>
/// One event of one service object, and the connections that are told of it. It listens to the service only while there are any. Thread-safe:
/// whoever raises the event meets no lock here.
/// </summary>
internal sealed class EventFeed(RpcEventSource source, ILogger logger) : IEventSink
{
    // Held while the service's own add and remove run.
    private readonly Lock _attaching = new();
    private bool _isAttached;
    private RpcSession[] _subscribers = []; // replaced when it changes

    public RpcEvent Event => source.Event;

    /// <summary>Tells a connection from now on, once it has settled.</summary>
    public void Add(RpcSession session)
    {
        RpcSession[] known;
        do
        {
            known = Volatile.Read(ref _subscribers);
        }
        while (Interlocked.CompareExchange(ref _subscribers, [.. known, session], known) != known);
    }

    /// <summary>Tells a connection no longer.</summary>
    public void Remove(RpcSession session)
    {
        RpcSession[] known;
        do
        {
            known = Volatile.Read(ref _subscribers);
        }
        while (Interlocked.CompareExchange(ref _subscribers, [.. known.Where(other => other != session)], known) != known);
    }

    /// <summary>Begins to listen to the service, or ceases to, as there are connections to tell: foreign code, whose exceptions come out of here.</summary>
    public void Settle()
    {
        lock (_attaching)
        {
            var isWanted = Volatile.Read(ref _subscribers).Length > 0;
            if (isWanted == _isAttached)
            {
                return;
            }

            if (isWanted)
            {
                source.Attach(this);
            }
            else
            {
                source.Detach();
            }

            _isAttached = isWanted;
        }
    }

    public void OnRaised(ReadOnlySpan<byte> parameters)
    {
        foreach (var session in Volatile.Read(ref _subscribers))
        {
            session.Tell(source.Event.Method, parameters);
        }
    }

    public void OnUnwritable(Exception exception) => Log.EventNotWritten(logger, exception, source.Event.Name);
}
