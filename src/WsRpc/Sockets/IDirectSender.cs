namespace WsRpc;

/// <summary>A stream that can send without waiting, from memory that is the caller's again when the call returns.</summary>
internal interface IDirectSender
{
    /// <summary>Sends two pieces, one behind the other, as far as it goes at once.</summary>
    /// <returns>How many octets went out, of both together.</returns>
    /// <exception cref="IOException">The connection is broken.</exception>
    int Send(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second);
}
