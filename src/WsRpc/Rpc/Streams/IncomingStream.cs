namespace WsRpc;

/// <summary>A stream of the peer that this end has not read to its end.</summary>
internal abstract class IncomingStream(StreamOrigin origin) : IDisposable
{
    /// <summary>Where it comes from.</summary>
    public StreamOrigin Origin => origin;

    /// <summary>Takes items that have come; the octets are lent. On the thread that delivers messages, which is left for foreign code.</summary>
    /// <returns>False where they are more than were granted.</returns>
    public abstract bool TryAccept(ReadOnlySpan<byte> items);

    /// <summary>No more will come: the last was sent, or an exception says why not. On the thread that delivers messages, which is left for foreign code.</summary>
    public abstract void Finish(Exception? failure);

    /// <summary>The connection is gone.</summary>
    public abstract void Lose(Exception failure);

    /// <summary>The call whose argument it is has ended.</summary>
    public abstract void Dispose();
}
