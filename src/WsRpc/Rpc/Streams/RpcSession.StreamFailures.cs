namespace WsRpc;

// How streams of the peer end otherwise than by the peer.
internal sealed partial class RpcSession
{
    public RpcLimitException TooManyStreamBytes(string method) =>
        new($"{method}: the stream was ended: {nameof(RpcLimits.MaxStreamBytes)} = {Settings.Limits.MaxStreamBytes} is reached.", nameof(RpcLimits.MaxStreamBytes), Settings.Limits.MaxStreamBytes)
        {
            Method = method,
            ConnectionId = Connection.Id,
        };

    public RpcTimeoutException StreamIsIdle(string method) =>
        new($"{method}: no item of the stream within {IdleTime}.") { Method = method, ConnectionId = Connection.Id };

    public RpcConnectionException StreamIsLost(string method, RpcClosed closed) => RpcFailures.SequenceLost(method, Connection.Id, closed);

    /// <summary>How long the peer may let a reader wait.</summary>
    public CallTime IdleTime => CallTime.Of(Settings.Limits.StreamIdleTimeout, nameof(RpcOptions.StreamIdleTimeout));

    /// <summary>What tells that time; null when readers wait as long as it takes.</summary>
    public ITimer? StreamIdleTimer(TimerCallback callback, object state) => IdleTime.IsBounded
        ? Settings.TimeProvider.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan)
        : null;

    public void WatchIdle(ITimer? timer) => timer?.Change(Settings.Limits.StreamIdleTimeout, Timeout.InfiniteTimeSpan);

    public static void UnwatchIdle(ITimer? timer) => timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
}
