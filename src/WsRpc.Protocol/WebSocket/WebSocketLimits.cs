namespace WsRpc.Protocol.WebSocket;

/// <summary>Bounds on what a peer may send. Immutable, so one instance serves any number of connections.</summary>
public sealed record WebSocketLimits
{
    /// <summary>The default limits.</summary>
    public static WebSocketLimits Default { get; } = new();

    /// <summary>
    /// The most payload octets a message may have, over all its fragments; 4 MiB by default. A message whose frame
    /// headers announce more is refused with 1009 before any of the excess is read (RFC 6455 §10.4).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 1 and <see cref="Array.MaxLength"/>.</exception>
    public int MaxMessageBytes
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Array.MaxLength);
            field = value;
        }
    } = 4 * 1024 * 1024;

    /// <summary>
    /// The most frames a message may be fragmented into; 16,384 by default. One frame more is refused with 1008. Memory
    /// does not depend on it; it bounds the work spent on a message that never ends, such as one of empty fragments.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int MaxFragments
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 16_384;
}
