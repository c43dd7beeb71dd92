namespace WsRpc;

/// <summary>
/// What the RPC engine knows of a connection: whole messages in, whole messages out. It never sees a frame.
/// </summary>
internal interface IMessageTransport
{
    /// <summary>Enters the one writer and opens a message in the outgoing buffer; it is not open once nothing can be sent any more.</summary>
    /// <param name="isBinary">Whether it is a binary message and no text.</param>
    OutgoingMessage BeginMessage(bool isBinary = false);

    /// <summary>Ends the message, which goes out for certain, and opens another one right behind it. Called by <see cref="OutgoingMessage.GoOn"/>.</summary>
    void BeginNextMessage(bool isBinary);

    /// <summary>Leaves the writer; the message goes out with the next flush. Called by <see cref="OutgoingMessage.Send"/>.</summary>
    void EndMessage();

    /// <summary>Leaves the writer; nothing of the message goes out. Called by <see cref="OutgoingMessage.Dispose"/>.</summary>
    void AbandonMessage();

    /// <summary>Octets of the open message.</summary>
    int MessageLength { get; }

    /// <summary>Octets that wait to be sent.</summary>
    int OutgoingBytes { get; }

    /// <summary>How long the last answered ping was under way and back; null before the first.</summary>
    TimeSpan? RoundTripTime { get; }

    /// <summary>Completes when the outgoing queue is short again, or when the connection is gone.</summary>
    Task WhenDrained();

    /// <summary>Starts to deliver messages to <paramref name="sink"/>, one at a time and in order, until the connection ends.</summary>
    void Start(IMessageSink sink);

    /// <summary>
    /// Called by the sink, on the thread that delivers: the message is read to its end, what follows is foreign code that may block.
    /// Should it block, another worker delivers what comes next.
    /// </summary>
    void EnterUserCode();

    /// <summary>
    /// Called by the sink, on the thread that delivers and before user code: the message has parts, which are delivered before the next message,
    /// each in a turn of its own, so that one that blocks leaves the others to another worker.
    /// </summary>
    void DeliverParts(IMessageParts parts);

    /// <summary>Sends a Close frame behind all that was written, waits for the peer's, and ends the connection.</summary>
    Task CloseAsync(int code, string reason, CancellationToken cancellationToken);

    /// <summary>Ends the connection at once, without a word.</summary>
    void Abort();
}
