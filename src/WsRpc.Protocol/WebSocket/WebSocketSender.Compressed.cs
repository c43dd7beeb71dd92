namespace WsRpc.Protocol.WebSocket;

// Compressed messages (RFC 7692). What enters the deflater is sent: it is done when a frame ends, after which nothing of the frame is taken back.
public sealed partial class WebSocketSender
{
    private readonly MessageDeflater? _deflater; // null when there is no compression

    private bool _mayCompress; // the message at hand
    private bool _compresses; // decided with its first frame, which says so to the other end

    /// <summary>Whether a message of so many octets goes out compressed, unless it must not be.</summary>
    /// <param name="length">Octets of payload.</param>
    public bool WouldCompress(int length) => _deflater is not null && _deflater.IsWorthwhile(length);

    private void DeflateFrame(bool begins, bool isFinal)
    {
        if (begins)
        {
            _compresses = _mayCompress && (!isFinal || WouldCompress(MessageLength));
        }

        if (!_compresses)
        {
            return;
        }

        var compressed = new PooledBuffer();
        try
        {
            _deflater!.Deflate(_buffer.SpanFrom(PayloadStart), isFinal, ref compressed);
            _buffer.Truncate(PayloadStart);
            _buffer.Append(compressed.Memory.Span);
        }
        finally
        {
            compressed.Release();
        }
    }
}
