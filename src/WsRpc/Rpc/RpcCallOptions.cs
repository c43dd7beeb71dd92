namespace WsRpc;

/// <summary>How calls through one proxy are made: <see cref="RpcConnection.GetProxy{T}(RpcCallOptions)"/>. Immutable.</summary>
public sealed record RpcCallOptions
{
    /// <summary>
    /// How long a call may take, from when it is made until its answer is here; then it ends with <see cref="RpcTimeoutException"/>. <see langword="null"/> for no
    /// bound of its own. Of all bounds that a call has the smallest counts: this, <see cref="Deadline"/>, <see cref="WsMethodAttribute.TimeoutMilliseconds"/> and
    /// <see cref="RpcOptions.CallTimeout"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public TimeSpan? Timeout
    {
        get;
        init
        {
            if (value is { } timeout)
            {
                ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeout, TimeSpan.Zero, nameof(Timeout));
            }

            field = value;
        }
    }

    /// <summary>When a call has to have its answer, by the clock of <see cref="RpcOptions.TimeProvider"/>; a call made later is not sent. <see langword="null"/> for no such time.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>How long a call made now may take.</summary>
    internal CallTime TimeAt(TimeProvider clock)
    {
        var timeout = Timeout is { } bound ? CallTime.Of(bound, $"{nameof(RpcCallOptions)}.{nameof(Timeout)}") : CallTime.Unbounded;
        return Deadline is { } deadline ? timeout.Smaller(CallTime.Of(deadline - clock.GetUtcNow(), $"{nameof(RpcCallOptions)}.{nameof(Deadline)}")) : timeout;
    }
}
