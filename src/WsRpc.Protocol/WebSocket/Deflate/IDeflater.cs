namespace WsRpc.Protocol.WebSocket;

/// <summary>Compresses one direction of a connection. Used by one caller at a time; what it throws leaves it of no more use.</summary>
public interface IDeflater : IDisposable
{
    /// <summary>Compresses and flushes: the output ends on an octet boundary, with an empty block without compression (RFC 7692 §7.2.1).</summary>
    /// <param name="payload">What to compress; moves on over what was taken.</param>
    /// <param name="output">Where the compressed octets go.</param>
    /// <param name="forget">Whether what is compressed later may no longer refer to this (no context takeover, RFC 7692 §7.1.1).</param>
    /// <param name="written">How many octets were written; none at all where nothing came since the last flush.</param>
    /// <returns>Whether <paramref name="output"/> was too small: the call is to be made again with what is left.</returns>
    bool Deflate(ref ReadOnlySpan<byte> payload, scoped Span<byte> output, bool forget, out int written);
}
