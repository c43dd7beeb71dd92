namespace WsRpc.Faults.Links;

/// <summary>A faulty stream that also sends without waiting.</summary>
internal sealed class DirectFaultyStream(Lane incoming, Lane outgoing) : FaultyStream(incoming, outgoing), IDirectSender
{
    public int Send(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        var sent = Outgoing.Send(first);
        return sent == first.Length ? sent + Outgoing.Send(second) : sent;
    }
}
