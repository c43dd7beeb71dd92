namespace WsRpc.Load;

/// <summary>Judges what the messages of one connection carry.</summary>
internal interface IReplyContent
{
    /// <summary>The first octet of a message that comes in one frame.</summary>
    byte Beginning { get; }

    /// <summary>How many octets a message has at most.</summary>
    int Longest { get; }

    /// <summary>Takes a part of a message.</summary>
    /// <param name="part">The part.</param>
    /// <param name="offset">Where in the message it begins.</param>
    /// <exception cref="InvalidDataException">It is not what was to come.</exception>
    void Take(ReadOnlySpan<byte> part, int offset);

    /// <summary>Ends a message.</summary>
    /// <param name="length">How many octets it had.</param>
    /// <param name="frames">In how many frames it came.</param>
    /// <exception cref="InvalidDataException">It is not what was to come.</exception>
    void End(int length, int frames);
}
