namespace WsRpc.Protocol.WebSocket;

/// <summary>The end of every flush, which is not sent with a message (RFC 7692 §7.2.1, §7.2.2).</summary>
public static class DeflateTail
{
    /// <summary>The length of an empty block without compression, and its complement: what follows the header of that block.</summary>
    public static ReadOnlySpan<byte> Octets => [0x00, 0x00, 0xFF, 0xFF];
}
