namespace WsRpc.Fuzz.Engine;

/// <summary>The end, or the beginning, of guarded memory: one octet further is no memory at all.</summary>
internal sealed class GuardedWindow(GuardedMemory memory, bool atEnd) : Window
{
    public override Memory<byte> Place(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> piece)
    {
        var length = rest.Length + piece.Length;
        var place = memory.Memory.Slice(atEnd ? memory.Length - length : 0, length);
        rest.CopyTo(place.Span); // may overlap
        piece.CopyTo(place.Span[rest.Length..]);
        return place;
    }
}
