namespace WsRpc.Load;

/// <summary>What each connection of a load sends, made once, and what it expects back.</summary>
internal sealed class EchoTraffic
{
    /// <summary>
    /// How many octets the messages of a cycle have together: twice the largest window, so that a compressor that keeps earlier
    /// messages in mind does not find the very same among them.
    /// </summary>
    private const int CycleBytes = 2 << 15;

    private readonly EchoPeer _peer;
    private readonly IReadOnlyList<EchoMessage> _messages;

    public EchoTraffic(EchoPeer peer, int size, int depth)
    {
        _peer = peer;
        _messages = peer.Compression is { } terms
            ? [.. Cycle(size, depth).Select(payload => EchoMessage.Compressed(payload, terms))]
            : [.. Enumerable.Repeat(EchoMessage.OfSize(size), depth)];
        Batches = [.. _messages.Chunk(depth).Select(some => some.SelectMany(message => message.Frame).ToArray())];
    }

    /// <summary>What is written at once, in turn.</summary>
    public IReadOnlyList<byte[]> Batches { get; }

    /// <summary>Judges the replies of one connection.</summary>
    public IReplies NewReplies() => _peer switch
    {
        { SpeaksWebSocket: false } => new OctetReplies(_messages[0].Frame),
        { Compression: { } terms } => new FrameReplies(new CompressedReplyContent(_messages, terms.ServerTakeover, new ReplyInflation(terms.ServerTakeover))),
        _ => new FrameReplies(new PlainReplyContent(_messages[0].Payload)),
    };

    // One text, cut into pieces: whole batches of them.
    private static IEnumerable<byte[]> Cycle(int size, int depth)
    {
        var batch = size * depth;
        return JsonText.OfLength((CycleBytes + batch - 1) / batch * batch).Chunk(size);
    }
}
