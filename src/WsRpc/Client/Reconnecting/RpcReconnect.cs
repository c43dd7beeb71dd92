namespace WsRpc;

/// <summary>
/// Whether, when and for how long a client connects again after it has lost its connection: <see cref="WsRpcClientOptions.Reconnect"/>. Immutable;
/// <c>RpcReconnect.Backoff() with { MaxAttempts = 10 }</c> is another one.
/// </summary>
public sealed record RpcReconnect
{
    private RpcReconnect()
    {
    }

    /// <summary>Never: a lost connection is the end.</summary>
    public static RpcReconnect None { get; } = new();

    /// <summary>For ever, after delays that double from <see cref="InitialDelay"/> to <see cref="MaxDelay"/>, spread by <see cref="Jitter"/>.</summary>
    /// <param name="initialDelay">See <see cref="InitialDelay"/>; <see langword="null"/> for the default, or <paramref name="maxDelay"/> if that is shorter.</param>
    /// <param name="maxDelay">See <see cref="MaxDelay"/>; <see langword="null"/> for the default, or <paramref name="initialDelay"/> if that is longer.</param>
    /// <exception cref="ArgumentOutOfRangeException">A delay is negative, or longer than a day, or <paramref name="maxDelay"/> is shorter than <paramref name="initialDelay"/>.</exception>
    public static RpcReconnect Backoff(TimeSpan? initialDelay = null, TimeSpan? maxDelay = null)
    {
        var usual = new RpcReconnect { IsOn = true };
        var (first, longest) = (initialDelay ?? usual.InitialDelay, maxDelay ?? usual.MaxDelay);
        if (initialDelay > maxDelay)
        {
            throw new ArgumentOutOfRangeException(nameof(maxDelay), maxDelay, $"The longest delay is shorter than the first ({first}).");
        }

        return usual with
        {
            InitialDelay = initialDelay is null && longest < first ? longest : first,
            MaxDelay = maxDelay is null && first > longest ? first : longest,
        };
    }

    /// <summary>How long the first attempt waits, before <see cref="Jitter"/>. Default: 1 second.</summary>
    public TimeSpan InitialDelay { get; init => field = DelayOf(value, nameof(InitialDelay)); } = TimeSpan.FromSeconds(1);

    /// <summary>How many times longer each further attempt waits. Default: 2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1, or no number.</exception>
    public double Factor
    {
        get;
        init
        {
            if (!(value >= 1 && double.IsFinite(value)))
            {
                throw new ArgumentOutOfRangeException(nameof(Factor), value, "A delay grows by a factor of 1 or more.");
            }

            field = value;
        }
    } = 2;

    /// <summary>
    /// The longest delay, before <see cref="Jitter"/>. A connection that has stood so long begins anew with <see cref="InitialDelay"/> when it is lost; after one that has
    /// not, attempts are counted on, so that a server which takes connections and drops them is not met with haste. Default: 30 seconds.
    /// </summary>
    public TimeSpan MaxDelay { get; init => field = DelayOf(value, nameof(MaxDelay)); } = TimeSpan.FromSeconds(30);

    /// <summary>How the delays are spread. Default: <see cref="RpcJitter.Full"/>.</summary>
    public RpcJitter Jitter { get; init; } = RpcJitter.Full;

    /// <summary>How many attempts are made in a row before the client gives up. Default: <see langword="null"/>, as many as it takes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
    public int? MaxAttempts
    {
        get;
        init
        {
            if (value is { } attempts)
            {
                ArgumentOutOfRangeException.ThrowIfNegativeOrZero(attempts, nameof(MaxAttempts));
            }

            field = value;
        }
    }

    /// <summary>For how long attempts are begun in a row before the client gives up. Default: <see cref="Timeout.InfiniteTimeSpan"/>, for ever.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
    public TimeSpan MaxTime
    {
        get;
        init
        {
            if (value != Timeout.InfiniteTimeSpan)
            {
                ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero, nameof(MaxTime));
            }

            field = value;
        }
    } = Timeout.InfiniteTimeSpan;

    /// <summary>
    /// Whether <see cref="WsRpcClient.ConnectAsync(Uri, Action{WsRpcClientOptions}, CancellationToken)"/> makes further attempts as well, instead of failing with the first.
    /// Default: false, since a URL with a mistake in it would otherwise never be noticed.
    /// </summary>
    public bool FirstConnect { get; init; }

    /// <summary>
    /// Whether another attempt makes sense after one that has failed so. Default: yes, unless the server has answered with an HTTP status that says no: 3xx, since redirects are not
    /// followed, and 4xx other than 408, 425 and 429. It must not throw; that counts as no.
    /// </summary>
    public Func<RpcConnectFailedException, bool> ShouldRetry { get; init => field = NotNull(value, nameof(ShouldRetry)); } = static failure => failure.StatusCode is not (>= 300 and < 500) or 408 or 425 or 429;

    /// <summary>
    /// Whether to connect again after a connection that ended so. Never asked where this end was told to close. Default: yes after 1001, 1005, 1006, 1009 and 1011 to 1014; no after 1000,
    /// after what says that the peers do not understand each other (1002, 1003, 1007, 1008, 1010), and after codes of libraries and applications (3000 to 4999). It must not throw; that counts as no.
    /// </summary>
    public Func<RpcClosed, bool> ShouldReconnect { get; init => field = NotNull(value, nameof(ShouldReconnect)); } = static closed => closed.Code is 1001 or 1005 or 1006 or 1009 or (>= 1011 and <= 1014);

    /// <summary>
    /// Whether a call or a notification that is made while there is no connection waits for the next one, up to its deadline; otherwise it fails at once with
    /// <see cref="RpcConnectionClosedException"/>, as one with a <see cref="Stream"/> or an <see cref="IAsyncEnumerable{T}"/> among its arguments does always. Default: true.
    /// </summary>
    public bool CallsWait { get; init; } = true;

    /// <summary>How many calls and notifications may wait for a connection; one more fails with <see cref="RpcLimitException"/>. Default: 1,024.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int MaxWaitingCalls
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(MaxWaitingCalls));
            field = value;
        }
    } = 1024;

    /// <summary>How many octets of arguments may wait with them, in all; one call more fails with <see cref="RpcLimitException"/>. Default: 4 MiB.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int MaxWaitingBytes
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(MaxWaitingBytes));
            field = value;
        }
    } = 4 * 1024 * 1024;

    internal bool IsOn { get; private init; }

    // Far below what a timer takes.
    private static TimeSpan DelayOf(TimeSpan value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromDays(1), name);
        return value;
    }

    private static T NotNull<T>(T value, string name)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(value, name);
        return value;
    }
}
