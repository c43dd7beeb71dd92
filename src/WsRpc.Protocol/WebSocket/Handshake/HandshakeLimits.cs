namespace WsRpc.Protocol.WebSocket;

/// <summary>What a peer may make us read and hold before the WebSocket is open.</summary>
/// <remarks>
/// The memory of a head is bounded by a small multiple of <see cref="MaxHeadBytes"/>. How long a head may take is for
/// the caller to bound: the protocol has no clock.
/// </remarks>
public sealed record HandshakeLimits
{
    /// <summary>The limits used where nothing else is said: 16 KiB, 100 headers.</summary>
    public static HandshakeLimits Default { get; } = new();

    /// <summary>
    /// The most octets of a head, from its first up to and with the blank line. Default: 16 KiB.
    /// A longer one is refused with 431, or with 414 when the request line alone is longer (RFC 6585 §5, RFC 9110 §15.5.15).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int MaxHeadBytes
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 16 * 1024;

    /// <summary>The most header lines of a head. Default: 100. More are refused with 431 (RFC 6585 §5).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int MaxHeaders
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 100;
}
