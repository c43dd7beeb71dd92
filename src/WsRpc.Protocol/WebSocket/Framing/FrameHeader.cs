namespace WsRpc.Protocol.WebSocket;

/// <summary>The header of a frame (RFC 6455 §5.2), without the reserved bits that no extension here uses.</summary>
/// <param name="Opcode">What the frame carries.</param>
/// <param name="IsFinal">Whether it ends its message.</param>
/// <param name="IsMasked">Whether a masking key is there.</param>
/// <param name="MaskKey">The key as <see cref="Masking"/> takes it; zero if there is none.</param>
/// <param name="PayloadLength">Octets of payload, at most 2^63-1.</param>
internal readonly record struct FrameHeader(WebSocketOpcode Opcode, bool IsFinal, bool IsMasked, uint MaskKey, long PayloadLength)
{
    public const int MaskKeyLength = 4;
    public const int MaxControlPayload = 125; // §5.5

    /// <summary>The longest payload whose length fits the second octet.</summary>
    public const int MaxShortPayload = 125;

    /// <summary>The longest payload whose length fits 16 bits.</summary>
    public const int MaxMediumPayload = ushort.MaxValue;

    /// <summary>RSV1: whether the frame begins a compressed message (RFC 7692 §6).</summary>
    public bool IsCompressed { get; init; }

    public bool IsControl => ((byte)Opcode & 0x8) != 0; // §5.5

    /// <summary>Whether it is only a part of a message, the last part included (§5.4).</summary>
    public bool IsFragment => !IsFinal || Opcode == WebSocketOpcode.Continuation;

    /// <summary>Octets of the header itself on the wire.</summary>
    public int Length => LengthFor(IsMasked, PayloadLength);

    /// <summary>Octets that the header of such a frame takes on the wire.</summary>
    public static int LengthFor(bool isMasked, long payloadLength) => (isMasked ? MaskKeyLength : 0) + payloadLength switch
    {
        <= MaxShortPayload => 2,
        <= MaxMediumPayload => 4,
        _ => 10,
    };
}
