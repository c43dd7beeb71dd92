namespace WsRpc.Load;

/// <summary>Counts and checks what one connection brings back.</summary>
internal interface IReplies
{
    /// <summary>Takes the octets of one read.</summary>
    /// <returns>How many replies they complete.</returns>
    /// <exception cref="InvalidDataException">They are not what was to come.</exception>
    int Take(ReadOnlySpan<byte> octets);
}
