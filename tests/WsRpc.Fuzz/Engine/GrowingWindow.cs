namespace WsRpc.Fuzz.Engine;

/// <summary>One array, in which octets stay where they are and others arrive behind them. Costs nothing but the copy of what arrives.</summary>
internal sealed class GrowingWindow(int capacity) : Window
{
    private readonly byte[] _octets = new byte[capacity];
    private int _end;

    public override Memory<byte> Place(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> piece)
    {
        _end = rest.IsEmpty ? 0 : _end;
        var start = _end - rest.Length;
        piece.CopyTo(_octets.AsSpan(_end));
        _end += piece.Length;
        return _octets.AsMemory(start, _end - start);
    }
}
