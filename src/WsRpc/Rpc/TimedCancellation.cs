namespace WsRpc;

/// <summary>The token of a call that has a deadline: it fires by itself when that has passed.</summary>
internal sealed class TimedCancellation : CancellationTokenSource
{
    private static readonly TimeSpan PausedInterval = TimeSpan.FromSeconds(1);

    private readonly RpcSession _session;
    private readonly ITimer _timer;

    public TimedCancellation(RpcSession session, TimeSpan remaining)
    {
        _session = session;

        // Not the source's own timer, which would let exceptions of what is registered escape.
        _timer = session.Settings.TimeProvider.CreateTimer(static cancellation => ((TimedCancellation)cancellation!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(remaining, Timeout.InfiniteTimeSpan);
    }

    public bool HasExpired { get; private set; }

    /// <summary>The call has ended: its deadline is nobody's any more.</summary>
    public void Stop() => _timer.Dispose();

    private void OnTimer()
    {
        if (_session.Settings.IsTimePaused)
        {
            _timer.Change(PausedInterval, Timeout.InfiniteTimeSpan);
            return;
        }

        if (!IsCancellationRequested)
        {
            HasExpired = true;
            _session.Cancel(this);
        }
    }
}
