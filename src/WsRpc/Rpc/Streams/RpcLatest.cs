namespace WsRpc;

/// <summary>
/// A stream of values that replace one another: a reader that is slower than what is posted gets, for each key, only the latest value. It may be the result of a
/// service, or an argument, as any other <see cref="IAsyncEnumerable{T}"/>. Thread-safe.
/// </summary>
/// <typeparam name="TKey">What tells values apart of which each has its own place. An instance must not change.</typeparam>
/// <typeparam name="T">A value.</typeparam>
/// <remarks>
/// <para>
/// Any number may read at the same time, and each has a view of its own: first the latest value of every key that was posted before it began, then what is posted.
/// Keys come in the order in which they began to wait for that reader; a value that replaces one that waits takes its place, so a key that changes often does
/// not hold up the others.
/// </para>
/// <para>
/// The latest value of each key is kept as long as this object, and what waits for a reader is never more than there are keys: keys are symbols, rooms or sensors, rather
/// than what is new every time. Whoever reads from afar is as far behind as items are on the way to it: <see cref="WsMethodAttribute.StreamBuffer"/> says how many.
/// </para>
/// </remarks>
/// <example>
/// One object for all clients, which are each told as much as they can read:
/// <code>
/// sealed class Market : IMarket
/// {
///     private readonly RpcLatest&lt;string, Quote&gt; _quotes = new();
///
///     public void OnQuote(Quote quote) =&gt; _quotes.Post(quote.Symbol, quote);
///
///     public IAsyncEnumerable&lt;Quote&gt; WatchAsync(CancellationToken cancellationToken) =&gt; _quotes;
/// }
/// </code>
/// </example>
public sealed class RpcLatest<TKey, T> : IAsyncEnumerable<T>
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly OrderedDictionary<TKey, T> _latest = [];
    private readonly List<LatestView> _views = [];
    private bool _isComplete;
    private Exception? _error;

    /// <summary>How many read at the moment.</summary>
    internal int ReaderCount
    {
        get
        {
            lock (_gate)
            {
                return _views.Count;
            }
        }
    }

    /// <summary>Posts a value, from any thread; never waits, and never runs what reads it. Allocates nothing but for a key that is new.</summary>
    /// <param name="key">What it is the latest value of.</param>
    /// <param name="value">The value.</param>
    /// <returns>False behind <see cref="Complete"/>, where the value is ignored.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public bool Post(TKey key, T value)
    {
        lock (_gate)
        {
            if (_isComplete)
            {
                return false;
            }

            var index = _latest.IndexOf(key);
            if (index < 0)
            {
                index = _latest.Count;
                _latest.Add(key, value);
            }
            else
            {
                _latest.SetAt(index, value);
            }

            foreach (var view in _views)
            {
                view.Add(index);
            }

            return true;
        }
    }

    /// <summary>Ends the stream: readers get what waits for them, and then its end. Only the first time counts.</summary>
    /// <param name="error">What readers end with, as they would with an exception of any other producer; <see langword="null"/> for an ordinary end.</param>
    public void Complete(Exception? error = null)
    {
        lock (_gate)
        {
            if (_isComplete)
            {
                return;
            }

            (_isComplete, _error) = (true, error);
            foreach (var view in _views)
            {
                view.Complete(error);
            }
        }
    }

    /// <summary>Reads, until <see cref="Complete"/>. One thread at a time may use what is returned.</summary>
    /// <param name="cancellationToken">Ends reading at once, whatever waits, with an <see cref="OperationCanceledException"/>.</param>
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        var view = BeginReading();
        try
        {
            // Once for all waits, which then need no object each.
            using var cancellation = cancellationToken.UnsafeRegister(static (view, token) => ((LatestView)view!).Complete(new OperationCanceledException(token)), view);
            while (await view.WaitAsync().ConfigureAwait(false))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return Take(view);
            }
        }
        finally
        {
            EndReading(view);
        }
    }

    private LatestView BeginReading()
    {
        lock (_gate)
        {
            var view = new LatestView(_latest.Count);
            _views.Add(view);
            if (_isComplete)
            {
                view.Complete(_error);
            }

            return view;
        }
    }

    private T Take(LatestView view)
    {
        lock (_gate)
        {
            return _latest.GetAt(view.Take()).Value;
        }
    }

    private void EndReading(LatestView view)
    {
        lock (_gate)
        {
            _views.Remove(view);
        }
    }
}
