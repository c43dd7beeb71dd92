using System.Text.Json.Serialization.Metadata;

namespace WsRpc;

/// <summary>
/// The way of a pushed stream's items into messages. A source that waits before each item would cost a message for each; where its waits are so short that the next item is there
/// before the last one is sent, the thread pool sends meanwhile, and what comes in that time shares a message.
/// </summary>
/// <remarks>For one producer. The items belong to it while it adds some, and to whoever sends while it waits.</remarks>
internal sealed class StreamOutlet<T>(RpcSession session, OutgoingStream stream, JsonTypeInfo<T> type) : IThreadPoolWorkItem
{
    // A wait that is shorter than what it takes to send from another thread.
    private static readonly TimeSpan Quick = TimeSpan.FromMicroseconds(50);

    private readonly Lock _gate = new(); // of all below but the producer's items
    private StreamItems<T> _items = new(type);
    private StreamItems<T>? _spare;
    private bool _isOffered; // the producer waits, and what it has added may be sent
    private bool _isSending;
    private TaskCompletionSource? _idle;
    private long _waitsSince;
    private bool _isQuick;

    private TimeProvider Clock => session.Settings.TimeProvider;

    /// <summary>How many octets were added since the last message.</summary>
    public int Octets => _items.Written.Length;

    /// <summary>Adds an item. Runs foreign code.</summary>
    public void Add(T item) => _items.Add(item);

    /// <summary>The source lets its reader wait: what is there goes before the next one is waited for.</summary>
    public void BeginWait()
    {
        _waitsSince = Clock.GetTimestamp();
        bool offers, starts;
        lock (_gate)
        {
            // What is being sent is not overtaken.
            offers = _isOffered = _isQuick || _isSending;
            starts = offers && !_isSending;
            _isSending |= starts;
        }

        if (starts)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
        else if (!offers)
        {
            Send(_items);
        }
    }

    /// <summary>The source has an item, or ends.</summary>
    public void EndWait()
    {
        _isQuick = Clock.GetElapsedTime(_waitsSince) < Quick;
        lock (_gate)
        {
            _isOffered = false;
        }
    }

    /// <summary>Sends all that was added.</summary>
    public ValueTask SendAsync()
    {
        lock (_gate)
        {
            if (_isSending)
            {
                _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return SendBehindAsync(_idle.Task);
            }
        }

        Send(_items);
        return default;
    }

    void IThreadPoolWorkItem.Execute()
    {
        try
        {
            while (TryTake(out var taken))
            {
                Send(taken);
            }
        }
        catch (Exception exception)
        {
            // A mistake of ours: one that is too large is sent by the producer, since it fills a message.
            session.Abort(exception);
            TaskCompletionSource? idle;
            lock (_gate)
            {
                idle = EndSending();
            }

            idle?.SetResult();
        }
    }

    private async ValueTask SendBehindAsync(Task sending)
    {
        await sending.ConfigureAwait(true);
        Send(_items);
    }

    private bool TryTake(out StreamItems<T> taken)
    {
        TaskCompletionSource? idle;
        lock (_gate)
        {
            taken = _items;
            if (_isOffered && _items.Count > 0)
            {
                _items = _spare ?? new StreamItems<T>(type);
                _spare = taken;
                return true;
            }

            idle = EndSending();
        }

        idle?.SetResult();
        return false;
    }

    // Inside the gate, and whoever waits is told outside.
    private TaskCompletionSource? EndSending()
    {
        var idle = _idle;
        (_isSending, _idle) = (false, null);
        return idle;
    }

    private void Send(StreamItems<T> items)
    {
        try
        {
            if (items.Count > 0 && !stream.IsCancelled)
            {
                session.SendItems(stream, items);
            }
        }
        finally
        {
            // Where one was too large, what came before it has gone already.
            items.Clear();
        }
    }
}
