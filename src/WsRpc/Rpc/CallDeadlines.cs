namespace WsRpc;

/// <summary>
/// Ends the calls of ours whose time is over. One timer for all calls of a connection, set to the earliest of them: mostly it finds that the
/// call was answered long ago, and is set anew. So a call costs a look at the clock, whatever becomes of it.
/// </summary>
internal sealed class CallDeadlines : IDisposable
{
    // While a debugger is attached nothing ends; afterwards it is to be noticed before long.
    private static readonly TimeSpan PausedInterval = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly OutgoingCalls _calls;
    private readonly RpcSettings _settings;
    private readonly Action<PendingCall> _expire;
    private readonly ITimer _timer;
    private long _setTo = long.MaxValue;
    private bool _disposed;

    /// <param name="calls">The calls.</param>
    /// <param name="settings">Their clock.</param>
    /// <param name="expire">Ends a call that was taken out; runs on a worker of the pool of its own.</param>
    public CallDeadlines(OutgoingCalls calls, RpcSettings settings, Action<PendingCall> expire)
    {
        _calls = calls;
        _settings = settings;
        _expire = expire;

        // What flows here belongs to whoever happened to make the first call.
        using var suppressed = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        _timer = settings.TimeProvider.CreateTimer(static deadlines => ((CallDeadlines)deadlines!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>When a time that begins now is over.</summary>
    public long After(CallTime time) => Now + time.Milliseconds;

    /// <summary>Sees to it that a call which is in the table is looked at when its time is over.</summary>
    public void Watch(long due)
    {
        if (due >= Volatile.Read(ref _setTo))
        {
            return;
        }

        lock (_gate)
        {
            if (due < _setTo && !_disposed)
            {
                Volatile.Write(ref _setTo, due);
                _timer.Change(TimeSpan.FromMilliseconds(Math.Max(due - Now, 0)), Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _timer.Dispose();
        }
    }

    /// <summary>The time as deadlines are counted, the same for all sessions. Never 0, which stands for no deadline.</summary>
    public static long NowBy(TimeProvider clock) => (long)clock.GetElapsedTime(0, clock.GetTimestamp()).TotalMilliseconds + 1;

    private long Now => NowBy(_settings.TimeProvider);

    private void OnTimer()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            if (_settings.IsTimePaused)
            {
                _timer.Change(PausedInterval, Timeout.InfiniteTimeSpan);
                return;
            }

            // From here on whoever adds a call sets the timer.
            Volatile.Write(ref _setTo, long.MaxValue);
        }

        var due = new List<PendingCall>();
        var next = _calls.TakeDue(Now, due);
        if (next != long.MaxValue)
        {
            Watch(next);
        }

        foreach (var call in due)
        {
            // Each on its own: what one caller does next must not keep the others waiting.
            ThreadPool.UnsafeQueueUserWorkItem(_expire, call, preferLocal: false);
        }
    }
}
