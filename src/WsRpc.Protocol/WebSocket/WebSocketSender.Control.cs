namespace WsRpc.Protocol.WebSocket;

// Control frames (RFC 6455 §5.5).
public sealed partial class WebSocketSender
{
    /// <summary>Writes a Ping (RFC 6455 §5.5.2).</summary>
    /// <param name="data">Application data, at most 125 octets.</param>
    /// <exception cref="ArgumentException">Too much data.</exception>
    /// <exception cref="InvalidOperationException">A frame is at hand, or a Close frame was written.</exception>
    /// <exception cref="ObjectDisposedException">The sender is disposed.</exception>
    public void WritePing(ReadOnlySpan<byte> data) => WriteControl(WebSocketOpcode.Ping, data);

    /// <summary>Writes a Pong (RFC 6455 §5.5.3).</summary>
    /// <param name="data">The data of the Ping it answers, at most 125 octets.</param>
    /// <exception cref="ArgumentException">Too much data.</exception>
    /// <exception cref="InvalidOperationException">A frame is at hand, or a Close frame was written.</exception>
    /// <exception cref="ObjectDisposedException">The sender is disposed.</exception>
    public void WritePong(ReadOnlySpan<byte> data) => WriteControl(WebSocketOpcode.Pong, data);

    /// <summary>Writes the Close frame, the last frame there is (RFC 6455 §5.5.1). A message between two fragments ends unfinished.</summary>
    /// <param name="code">
    /// The status code; <see cref="WebSocketCloseCode.NoStatusReceived"/> writes an empty frame, without the reason.
    /// </param>
    /// <param name="reason">Why. Cut behind the last code point that fits 123 octets of UTF-8; lone surrogates are replaced.</param>
    /// <exception cref="ArgumentOutOfRangeException">The code must not appear on the wire (RFC 6455 §7.4).</exception>
    /// <exception cref="InvalidOperationException">A frame is at hand, or a Close frame was written.</exception>
    /// <exception cref="ObjectDisposedException">The sender is disposed.</exception>
    public void WriteClose(int code, ReadOnlySpan<char> reason)
    {
        if (code != WebSocketCloseCode.NoStatusReceived && !WebSocketCloseCode.MayAppearOnWire(code))
        {
            throw new ArgumentOutOfRangeException(nameof(code), code, "The status code must not appear in a Close frame.");
        }

        Span<byte> body = stackalloc byte[FrameHeader.MaxControlPayload];
        WriteControl(WebSocketOpcode.Close, body[..CloseBody.Write(body, code, reason)]);
        _closeWritten = true;
        InMessage = false;
    }

    private void WriteControl(WebSocketOpcode opcode, ReadOnlySpan<byte> data)
    {
        if (data.Length > FrameHeader.MaxControlPayload)
        {
            throw new ArgumentException("A control frame has at most 125 octets of payload.", nameof(data)); // §5.5
        }

        ThrowIfNoFrameMayFollow();
        ThrowIf(IsFrameOpen, "A frame is being written.");
        var header = new FrameHeader(opcode, IsFinal: true, IsMasked, _maskKeys?.NextKey() ?? 0, data.Length);
        var frame = _buffer.GetSpan(header.Length + data.Length)[..(header.Length + data.Length)];
        data.CopyTo(frame[header.Length..]);
        Finish(frame, header);
        _buffer.Advance(frame.Length);
    }
}
