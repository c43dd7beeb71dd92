namespace WsRpc.Fuzz.Engine;

/// <summary>Memory that shows a reader what has arrived and nothing else.</summary>
internal abstract class Window
{
    /// <summary>Puts two runs of octets there, one behind the other.</summary>
    /// <param name="rest">The end of what was placed last, as it is now: it may move.</param>
    /// <param name="piece">What comes behind it, from elsewhere.</param>
    public abstract Memory<byte> Place(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> piece);

    /// <summary>Throws when something around the octets has changed.</summary>
    public virtual void Verify()
    {
    }
}
