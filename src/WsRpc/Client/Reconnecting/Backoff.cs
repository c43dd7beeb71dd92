namespace WsRpc;

/// <summary>Counts the attempts to connect that are made in a row, and says when the next one is due.</summary>
/// <param name="rules">How long, how often.</param>
/// <param name="clock">The time.</param>
/// <param name="random">Numbers from 0 to below 1.</param>
internal sealed class Backoff(RpcReconnect rules, TimeProvider clock, Func<double> random)
{
    private int _attempts;
    private int _delays;
    private long _since;

    /// <summary>The number of the attempt that is or was made.</summary>
    public int Attempt => _attempts;

    /// <summary>The first attempt, without a delay.</summary>
    public void Begin()
    {
        _since = clock.GetTimestamp();
        _attempts = 1;
    }

    /// <summary>From here on attempts are counted anew.</summary>
    public void Reset() => _attempts = _delays = 0;

    /// <summary>One more attempt; false when enough have been made.</summary>
    public bool TryNext(out TimeSpan delay)
    {
        delay = default;
        if (_attempts == 0)
        {
            _since = clock.GetTimestamp();
        }

        if (_attempts == rules.MaxAttempts)
        {
            return false;
        }

        delay = Spread(rules.InitialDelay * Math.Min(Math.Pow(rules.Factor, _delays), rules.MaxDelay / Smallest(rules.InitialDelay)));
        if (rules.MaxTime != Timeout.InfiniteTimeSpan && clock.GetElapsedTime(_since) + delay > rules.MaxTime)
        {
            return false;
        }

        _attempts++;
        _delays++;
        return true;
    }

    // Nothing grows from nothing, and nothing is divided by it.
    private static TimeSpan Smallest(TimeSpan delay) => delay > TimeSpan.Zero ? delay : TimeSpan.FromTicks(1);

    private TimeSpan Spread(TimeSpan delay) => rules.Jitter switch
    {
        RpcJitter.Full => delay * random(),
        RpcJitter.Equal => delay * ((1 + random()) / 2),
        _ => delay,
    };
}
