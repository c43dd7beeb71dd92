using System.Threading.Channels;

namespace WsRpc;

/// <summary>What waits for one reader of an <see cref="RpcLatest{TKey, T}"/>: places of keys, each at most once. Its owner sees to it that one thread at a time adds and takes.</summary>
internal sealed class LatestView
{
    // Never holds more than there are keys. Whoever waits goes on on the thread pool, not where something is added.
    private readonly Channel<int> _queue = Channel.CreateUnbounded<int>(new UnboundedChannelOptions { SingleReader = true });
    private readonly List<bool> _waits = [];

    /// <param name="count">So many keys have a value already.</param>
    public LatestView(int count)
    {
        for (var index = 0; index < count; index++)
        {
            Add(index);
        }
    }

    /// <summary>A key has a new value.</summary>
    /// <param name="index">The key's place; that of a new one is behind all others.</param>
    public void Add(int index)
    {
        if (index == _waits.Count)
        {
            _waits.Add(false);
        }

        if (!_waits[index])
        {
            _waits[index] = true;
            _queue.Writer.TryWrite(index);
        }
    }

    /// <summary>Nothing is added any more. Any thread may call it, and only the first time counts.</summary>
    public void Complete(Exception? error) => _queue.Writer.TryComplete(error);

    /// <summary>Waits until there is something to take.</summary>
    /// <returns>False, or the error, when nothing comes any more.</returns>
    public ValueTask<bool> WaitAsync() => _queue.Reader.WaitToReadAsync();

    /// <summary>Takes the key that has waited longest.</summary>
    /// <returns>Its place.</returns>
    public int Take()
    {
        // What was waited for is there, for one alone reads.
        _queue.Reader.TryRead(out var index);
        _waits[index] = false;
        return index;
    }
}
