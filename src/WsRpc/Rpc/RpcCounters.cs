namespace WsRpc;

/// <summary>What has happened on a connection so far. Read without locks, so the figures may be a moment apart.</summary>
public sealed class RpcCounters
{
    internal long CallsMadeCount;
    internal long CallsServedCount;
    internal long NotificationsSentCount;
    internal long NotificationsReceivedCount;
    internal long NotificationsDroppedCount;
    internal long EventsDroppedCount;
    internal long ObjectsLentCount;
    internal long ObjectsReleasedCount;
    internal long UnmatchedResponsesCount;
    internal long InvalidMessagesCount;

    internal RpcCounters()
    {
    }

    /// <summary>
    /// Counts some more. Without an atomic instruction, since each figure has one writer at a time: the thread that delivers
    /// messages, or whoever holds the connection's writer.
    /// </summary>
    internal static void Count(ref long figure, int times = 1) => Volatile.Write(ref figure, figure + times);

    /// <summary>Counts one more where several threads may do so at a time.</summary>
    internal static void CountFromAnywhere(ref long figure) => Interlocked.Increment(ref figure);

    /// <summary>Calls this end has made.</summary>
    public long CallsMade => Volatile.Read(ref CallsMadeCount);

    /// <summary>Calls this end has received, whatever became of them.</summary>
    public long CallsServed => Volatile.Read(ref CallsServedCount);

    /// <summary>Notifications this end has sent.</summary>
    public long NotificationsSent => Volatile.Read(ref NotificationsSentCount);

    /// <summary>Notifications this end has received, known or not.</summary>
    public long NotificationsReceived => Volatile.Read(ref NotificationsReceivedCount);

    /// <summary>
    /// Notifications of this end that were not sent because the peer reads too slowly: dropped, or replaced by a later one (<see cref="WsQueue.DropOldest"/>,
    /// <see cref="WsQueue.Latest"/>), or events beyond <see cref="RpcOptions.MaxOutgoingBytes"/>.
    /// </summary>
    public long NotificationsDropped => Volatile.Read(ref NotificationsDroppedCount);

    /// <summary>Events of the peer that were dropped because this end's handlers are too slow: see <see cref="RpcOptions.MaxWaitingEventBytes"/>.</summary>
    public long EventsDropped => Volatile.Read(ref EventsDroppedCount);

    /// <summary>Objects of this end that the peer could call.</summary>
    public long ObjectsLent => Volatile.Read(ref ObjectsLentCount);

    /// <summary>Those of them that it cannot call any more. The others are what <see cref="RpcOptions.MaxLentObjects"/> bounds.</summary>
    public long ObjectsReleased => Volatile.Read(ref ObjectsReleasedCount);

    /// <summary>Answers that no call was waiting for: mostly late ones, to calls that were cancelled.</summary>
    public long UnmatchedResponses => Volatile.Read(ref UnmatchedResponsesCount);

    /// <summary>Messages that were no JSON, or no JSON-RPC.</summary>
    public long InvalidMessages => Volatile.Read(ref InvalidMessagesCount);
}
