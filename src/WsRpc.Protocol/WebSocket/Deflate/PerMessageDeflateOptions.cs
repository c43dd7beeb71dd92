namespace WsRpc.Protocol.WebSocket;

/// <summary>
/// What an end is willing to agree to when compression of messages, permessage-deflate (RFC 7692), is negotiated. Immutable.
/// </summary>
/// <remarks>
/// <para>
/// Compression costs memory and time on both ends. With context takeover an end that has sent and received a compressed message
/// keeps some 240 KB until the connection ends, most of it for what it sends, and some 170 KB with windows of 9 bits; without,
/// what that takes is borrowed for a message at a time.
/// </para>
/// <para>
/// Compressing a secret together with text that an attacker chose tells the attacker about the secret by the length of the
/// message, encrypted or not (the attacks named CRIME and BREACH). Such messages are to be sent uncompressed.
/// </para>
/// </remarks>
public sealed record PerMessageDeflateOptions
{
    private const int SmallestWindowBits = 9; // zlib compresses raw data with no smaller one

    /// <summary>Whether what the server sends may refer to its earlier messages (RFC 7692 §7.1.1.1). Default: <see langword="true"/>.</summary>
    public bool ServerContextTakeover { get; init; } = true;

    /// <summary>Whether what the client sends may refer to its earlier messages (RFC 7692 §7.1.1.2). Default: <see langword="true"/>.</summary>
    public bool ClientContextTakeover { get; init; } = true;

    /// <summary>
    /// The base-2 logarithm of how many octets back the server may refer, from 9 to 15 (RFC 7692 §7.1.2.1). Default: 15.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not from 9 to 15.</exception>
    public int ServerMaxWindowBits { get; init => field = RequireWindowBits(value); } = PerMessageDeflate.MaxWindowBits;

    /// <summary>
    /// The base-2 logarithm of how many octets back the client may refer, from 9 to 15 (RFC 7692 §7.1.2.2). A client that does not
    /// let the server choose uses 15. Default: 15.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not from 9 to 15.</exception>
    public int ClientMaxWindowBits { get; init => field = RequireWindowBits(value); } = PerMessageDeflate.MaxWindowBits;

    /// <summary>
    /// How much this end tries, from 1, the fastest, to 9, the smallest messages. Default: 2, which takes a fraction of the
    /// time of the customary 6 for messages hardly larger.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not from 1 to 9.</exception>
    public int Level
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 9);
            field = value;
        }
    } = 2;

    /// <summary>Messages of fewer octets are sent uncompressed. Default: 256.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MinMessageBytes
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 256;

    private static int RequireWindowBits(int value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, SmallestWindowBits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, PerMessageDeflate.MaxWindowBits);
        return value;
    }
}
