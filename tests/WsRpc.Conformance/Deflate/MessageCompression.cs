namespace WsRpc.Conformance;

/// <summary>Compresses what one end sends and decompresses what it receives, in keeping with what was agreed.</summary>
internal sealed class MessageCompression(DeflateTerms agreed, bool isClient)
{
    public const int Bit = 4; // RSV1

    private readonly WindowedDeflater _deflater = isClient
        ? new(agreed.ClientWindowBits, !agreed.ClientForgets)
        : new(agreed.ServerWindowBits, !agreed.ServerForgets);

    private readonly StrictInflater _inflater = isClient
        ? new(agreed.ServerWindowBits, !agreed.ServerForgets)
        : new(agreed.ClientWindowBits, !agreed.ClientForgets);

    public Frame Compress(Frame message, DeflateShape shape = DeflateShape.Compressed) =>
        message with { Payload = _deflater.Deflate(message.Payload.Span, shape), Reserved = Bit };

    /// <summary>The message as it was before it was compressed, if it was; its reserved bits are left to tell.</summary>
    /// <exception cref="DeflateException">Its sender did not keep to what was agreed.</exception>
    public Frame Decompress(Frame message) => message.Reserved == Bit ? message with { Payload = _inflater.Inflate(message.Payload.Span) } : message;
}
