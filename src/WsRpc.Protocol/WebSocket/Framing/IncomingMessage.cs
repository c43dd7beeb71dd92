namespace WsRpc.Protocol.WebSocket;

/// <summary>
/// The message being received: which frame may come next (RFC 6455 §5.4), what is left of its limits, and whether its text
/// is UTF-8 so far. Control frames may come in between and have no part in it.
/// </summary>
internal struct IncomingMessage
{
    private int _fragments;
    private int _frameBudget; // octets that the frames to come may have: a remainder, since it cannot overflow as a sum can
    private Utf8Validator _text;

    /// <summary>How many octets may be added to the message.</summary>
    public int Budget { get; private set; }

    /// <summary>Whether its frames carry compressed data (RFC 7692 §6).</summary>
    public bool IsCompressed { get; private set; }

    /// <summary>Text or Binary while a message is open, otherwise Continuation.</summary>
    public WebSocketOpcode Type { get; private set; }

    public readonly bool IsOpen => Type != WebSocketOpcode.Continuation;

    /// <summary>Takes the next frame into account; no limits where the message is received in parts, which take no memory.</summary>
    public bool TryBeginFrame(in FrameHeader frame, WebSocketLimits? limits, out ProtocolViolation violation)
    {
        var isContinuation = frame.Opcode == WebSocketOpcode.Continuation;
        if (isContinuation != IsOpen)
        {
            violation = IsOpen ? FramingViolations.MessageInterrupted : FramingViolations.NothingToContinue; // §5.4
            return false;
        }

        if (!isContinuation)
        {
            var most = limits?.MaxMessageBytes ?? 0;
            this = new IncomingMessage { Type = frame.Opcode, IsCompressed = frame.IsCompressed, Budget = most };
            _frameBudget = IsCompressed ? CompressedBudget(most) : most;
        }

        if (limits is null)
        {
            violation = default;
            return true;
        }

        if (++_fragments > limits.MaxFragments)
        {
            violation = FramingViolations.TooManyFragments;
            return false;
        }

        if (frame.PayloadLength > _frameBudget)
        {
            violation = IsCompressed ? FramingViolations.CompressedDataTooLong : FramingViolations.MessageTooBig; // §10.4
            return false;
        }

        _frameBudget -= (int)frame.PayloadLength;
        violation = default;
        return true;
    }

    /// <summary>
    /// Takes the next octets of the message, no more than <see cref="Budget"/> where it has limits, into account; <see langword="false"/> if they make
    /// the text invalid (§8.1).
    /// </summary>
    /// <param name="piece">The octets, unmasked and decompressed.</param>
    /// <param name="isAscii">Whether they are known to be ASCII already.</param>
    public bool TryAppend(ReadOnlySpan<byte> piece, bool isAscii)
    {
        Budget = unchecked(Budget - piece.Length);
        return Type != WebSocketOpcode.Text || (isAscii && _text.IsComplete) || _text.TryAppend(piece);
    }

    /// <summary>Ends the message; <see langword="false"/> if its text stops inside a code point (§8.1).</summary>
    public bool TryEnd()
    {
        Type = WebSocketOpcode.Continuation;
        return _text.IsComplete;
    }

    // Compressed data is worked off as it comes and takes no memory; it may be larger than what it stands for, but to no end.
    private static int CompressedBudget(int maxMessageBytes) => (int)Math.Min(2L * maxMessageBytes + 1024, int.MaxValue);
}
