namespace WsRpc.Protocol.JsonRpc;

/// <summary>A piece of a message, as offsets: valid for as long as the message's octets are.</summary>
/// <param name="Start">Offset of the first octet from the start of the message.</param>
/// <param name="Length">Number of octets.</param>
public readonly record struct Utf8Range(int Start, int Length)
{
    /// <summary>Whether there are no octets.</summary>
    public bool IsEmpty => Length == 0;

    /// <summary>The piece of <paramref name="message"/>, which must be the message that was read.</summary>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> message) => message.Slice(Start, Length);

    /// <summary>The piece of <paramref name="message"/>, which must be the message that was read.</summary>
    public ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> message) => message.Slice(Start, Length);
}
