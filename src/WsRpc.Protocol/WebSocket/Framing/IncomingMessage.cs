namespace WsRpc.Protocol.WebSocket;

/// <summary>
/// The message being received: which frame may come next (RFC 6455 §5.4), what is left of its limits, and whether its text
/// is UTF-8 so far. Control frames may come in between and have no part in it.
/// </summary>
internal struct IncomingMessage
{
    private int _fragments;
    private Utf8Validator _text;

    /// <summary>How many octets the frames to come may add. A remainder, since it cannot overflow as a sum can.</summary>
    public int Budget { get; private set; }

    /// <summary>Text or Binary while a message is open, otherwise Continuation.</summary>
    public WebSocketOpcode Type { get; private set; }

    public readonly bool IsOpen => Type != WebSocketOpcode.Continuation;

    public bool TryBeginFrame(in FrameHeader frame, WebSocketLimits limits, out ProtocolViolation violation)
    {
        var isContinuation = frame.Opcode == WebSocketOpcode.Continuation;
        if (isContinuation != IsOpen)
        {
            violation = IsOpen ? FramingViolations.MessageInterrupted : FramingViolations.NothingToContinue; // §5.4
            return false;
        }

        if (!isContinuation)
        {
            this = new IncomingMessage { Type = frame.Opcode, Budget = limits.MaxMessageBytes };
        }

        if (++_fragments > limits.MaxFragments)
        {
            violation = FramingViolations.TooManyFragments;
            return false;
        }

        if (frame.PayloadLength > Budget)
        {
            violation = FramingViolations.MessageTooBig; // §10.4
            return false;
        }

        Budget -= (int)frame.PayloadLength;
        violation = default;
        return true;
    }

    /// <summary>Takes the next unmasked octets into account; <see langword="false"/> if they make the text invalid (§8.1).</summary>
    /// <param name="piece">The octets.</param>
    /// <param name="isAscii">Whether they are known to be ASCII already.</param>
    public bool TryAppend(ReadOnlySpan<byte> piece, bool isAscii) =>
        Type != WebSocketOpcode.Text || (isAscii && _text.IsComplete) || _text.TryAppend(piece);

    /// <summary>Ends the message; <see langword="false"/> if its text stops inside a code point (§8.1).</summary>
    public bool TryEnd()
    {
        Type = WebSocketOpcode.Continuation;
        return _text.IsComplete;
    }
}
