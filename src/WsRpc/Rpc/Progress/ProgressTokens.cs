using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace WsRpc;

/// <summary>Those on this end who are told of progress, each by the token that the peer was given. Thread-safe.</summary>
internal sealed class ProgressTokens
{
    private readonly ConcurrentDictionary<long, ProgressReceiver> _receivers = new();
    private long _last;

    /// <summary>How many calls have not ended.</summary>
    public int Count => _receivers.Count;

    public long Add(ProgressReceiver receiver)
    {
        var token = Interlocked.Increment(ref _last);
        _receivers[token] = receiver;
        return token;
    }

    public void Remove(long token) => _receivers.TryRemove(token, out _);

    public bool TryFind(long token, [NotNullWhen(true)] out ProgressReceiver? receiver) => _receivers.TryGetValue(token, out receiver);
}
